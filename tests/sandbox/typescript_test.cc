#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/files_harness.h"
#include "tests/sandbox/typescript_fixture.h"

namespace gavel::sandbox {
namespace {

using ::testing::HasSubstr;

struct Construct {
  const char* name;
  const char* source;
  const char* out;
};

std::ostream& operator<<(std::ostream& out, const Construct& construct) {
  return out << construct.name;
}

class TypeScriptConstructTest : public TypeScriptTest,
                                public testing::WithParamInterface<Construct> {
};

constexpr Construct kConstructs[] = {
    {"Types",
     "type P<A, B = A> = readonly [A, B]; interface I { x?: number }\n"
     "declare const nowhere: string; declare function f(): void;\n"
     "declare module 'm' { const a: number } declare global { var g: any }\n"
     "const p: P<number> = [1, 2] as const; let q = <any>p; let i: I = {};\n"
     "console.log(p[0]!, (q as number[])[1], i?.x ?? 'none');\nexport {};",
     "1 2 none\n"},
    {"Satisfies",
     "const o = { a: 1 } satisfies Record<string, number>;"
     "console.log(o.a.toFixed(1));",
     "1.0\n"},
    {"GenericArrow",
     "const id = <T,>(x: T): T => x; const g = async <T extends object>(x: T)"
     " => x; console.log(id<number>(3)); g({}).then((x) => console.log(x));",
     "3\n{}\n"},
    {"Enums",
     "enum A { X, Y = 5, Z, W = 'abc'.length, V = Y << 1 }"
     "enum S { A = 'a', B = `b${1}` } const enum C { One = 1, Two = One * 2 }"
     "console.log(A.X, A.Z, A.W, A.V, A[5], S.A, S.B, C.Two);"
     "enum A { More = 100 } console.log(A.More, Object.keys(A).length);",
     "0 6 3 10 Y a b1 2\n100 12\n"},
    {"Namespaces",
     "namespace N { export const x = 1; const hidden = 2;"
     "  export namespace M { export function f() { return x + hidden; } } }"
     "namespace N { export let z = N.M.f() + x; }"
     "namespace A.B.C { export class D {} } function F() { return F.tag; }"
     "namespace F { export const tag = 'merged'; } import M = N.M;"
     "console.log(N.z, M.f(), new A.B.C.D(), F());",
     "4 3 D {} merged\n"},
    {"ParameterProperties",
     "class A { constructor(private readonly x: number, public y = x * 2,"
     "  protected z?: string) {} get sum() { return this.x + this.y; } }"
     "class B extends A { w = this.y; constructor() { super(1); } }"
     "console.log(new A(3).sum, new B().w, Object.keys(new A(1)).join());",
     "9 2 x,y,z\n"},
    {"Classes",
     "abstract class S { abstract area(): number; static n = 0;"
     "  toString(): string { return `${this.area()}`; } declare d: number; }"
     "class Q extends S { #side: number; constructor(s: number) { super();"
     "  this.#side = s; S.n++; } override area() { return this.#side ** 2; }"
     "  get side(): number { return this.#side; }"
     "  set side(v: number) { this.#side = v; } accessor tag = 'q';"
     "  static { S.n += 10; } over(a: string): void; over(a: number): void;"
     "  over(a: any) { console.log(typeof a); } }"
     "const q = new Q(3); q.side = 4; q.over(1);"
     "console.log(`${q}`, S.n, q.tag, 'd' in q);",
     "number\n16 11 q false\n"},
    {"FieldsAreDefined",
     "class A { set x(v: number) { console.log('set'); } }"
     "class B extends A { x: any; } console.log('x' in Object(new B()),"
     "  Object.keys(new B()));",
     "true [ 'x' ]\n"},
    {"Using",
     "{ using a = { [Symbol.dispose]() { console.log('closed'); } };"
     " console.log('open'); void a; }",
     "open\nclosed\n"},
    {"StandardDecorators",
     "function twice(f: any, c: ClassMethodDecoratorContext) {"
     " return function (this: any, ...a: any[]) {"
     "  return f.apply(this, a) * 2 + String(c.name).length; }; }"
     "const plus = (n: number) => (_: any, __: any) => (v: number) => v + n;"
     "function named(c: any, { name }: any) { c.tag = name; }"
     "@named class A { @plus(5) x = 1; @twice m(a: number) { return a; } }"
     "console.log(new A().x, new A().m(4), (A as any).tag);",
     "6 9 A\n"},
    {"LegacyDecorators",
     "function twice(t: any, k: string, d: PropertyDescriptor) {"
     " const f = d.value; d.value = function (...a: any[]) {"
     "  return f.apply(this, a) * 2; }; console.log(k); }"
     "function named(name: string) { return (c: Function) => {"
     "  (c as any).tag = name; }; }"
     "@named('a') class A { @twice m(a: number) { return a; } }"
     "console.log(new A().m(4), (A as any).tag);",
     "m\n8 a\n"},
    {"LegacyPropertyDecorator",
     "const seen: string[] = []; const field = (tag: string) =>"
     " (target: object, key: string | symbol) => { seen.push(tag + "
     "  String(key)); }; class A { @field('f:') x = 1; }"
     "console.log(seen, new A().x);",
     "[ 'f:x' ] 1\n"},
    {"LegacyDecoratorOfAnAccessor",
     "function positive(target: any, key: string) { let value = 0;"
     " Object.defineProperty(target, key, { get: () => value,"
     "  set: (v: number) => { value = Math.abs(v); } }); }"
     "class A { @positive x: number = -3; } console.log(new A().x);",
     "3\n"},
    {"OldSpellings",
     "#!/usr/bin/env node\r\nmodule Old { export var x = <number>1; }\r\n"
     "var n = Old.x;\r\nfor (var i in <any>['a']) console.log(i, n);\r\n",
     "0 1\n"},
    {"ByteOrderMark",
     "\xef\xbb\xbf"
     "const \xc3\xa4: string = '\xe2\x82\xac';"
     "console.log(\xc3\xa4);",
     "\xe2\x82\xac\n"},
    {"Empty", "", ""},
    {"OnlyTypes", "export type A = number; interface B {}", ""},
    {"ParameterDecorator",
     "function p(...a: any[]) { console.log(a[1], a[2]); }"
     "class A { m(@p x: number) {} }",
     "m 0\n"},
    {"TypesAreNotChecked",
     "const n: number = 'text'; let s: Missing = n.nothing; console.log(n, s);",
     "text undefined\n"},
    {"ScriptsAreSloppy",
     "console.log((function () { return typeof this; })(), this === exports);",
     "object true\n"},
    {"NamesOfTheWrapper", "const module = 1e9 + 7; console.log(module);",
     "1000000007\n"},
    {"Regexp", "console.log(/<div>/.test('<div>'), 1 < 2, [1 as any]);",
     "true true [ 1 ]\n"},
};

TEST_P(TypeScriptConstructTest, Works) {
  const Outcome outcome = RunTs(GetParam().source);
  EXPECT_EQ(outcome.out, GetParam().out)
      << outcome.err << outcome.execution.message;
  EXPECT_EQ(outcome.execution.verdict, Verdict::kAccepted);
}

INSTANTIATE_TEST_SUITE_P(All, TypeScriptConstructTest,
                         testing::ValuesIn(kConstructs),
                         [](const auto& entry) { return entry.param.name; });

TEST_F(TypeScriptTest, EveryWayToReadInput) {
  for (const char* opening :
       {"import * as fs from 'fs';", "import fs from 'fs';",
        "import fs, { type Stats } from 'node:fs';",
        "import { readFileSync } from 'fs'; const fs = { readFileSync };",
        "import fs = require('fs');", "const fs = require('fs');",
        "declare var require: any; const fs = require('fs');",
        "import type { Stats } from 'fs'; const fs = require('fs');",
        "const { default: fs } = await import('fs');"}) {
    const Outcome outcome =
        RunTs(absl::StrCat(opening,
                           "\nconst text: string = fs.readFileSync(0, 'utf8');"
                           "console.log(text.trim());"),
              "input\n");
    EXPECT_EQ(outcome.out, "input\n") << opening << outcome.err;
  }
}

TEST_F(TypeScriptTest, ModulesByNameAndByContents) {
  constexpr const char* kKind =
      "console.log(typeof exports as string, typeof require);\nexport {};";
  EXPECT_EQ(RunTs(kKind).out, "object function\n");
  EXPECT_EQ(RunTs(kKind, "", "main.cts").out, "object function\n");
  EXPECT_EQ(RunTs(kKind, "", "main.mts").out, "undefined undefined\n");
  EXPECT_EQ(RunTs(absl::StrCat("await (null as any);", kKind)).out,
            "undefined undefined\n");
  EXPECT_EQ(RunTs("for await (const x of [1 as number]) console.log(x);"
                  "import os = require('os'); console.log(os.EOL.length);")
                .out,
            "1\n1\n");
  EXPECT_EQ(RunTs("import.meta.url satisfies string; export default 1;"
                  "console.log(import.meta.url);")
                .out,
            "file:///main.ts\n");
}

TEST_F(TypeScriptTest, ASyntaxErrorHasItsPlaceInTheSource) {
  const Execution execution =
      RunTs("interface A { x: number }\n\n  let a: = 1;\n").execution;
  EXPECT_EQ(execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(execution.reason, Reason::kSyntax);
  EXPECT_EQ(execution.line, 3);
  EXPECT_EQ(execution.column, 10);
  EXPECT_EQ(execution.message,
            "/main.ts:3\n  let a: = 1;\n         ^\n\n"
            "SyntaxError: TS1110: Type expected.");
}

TEST_F(TypeScriptTest, AnErrorThatOnlyTheEngineSeesHasItsPlaceInTheSource) {
  const Execution execution =
      RunTs("interface A {\n  x: number;\n}\nlet a: A;\n  const a = 2;\n")
          .execution;
  EXPECT_EQ(execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(execution.line, 5);
  EXPECT_EQ(execution.column, 9);
  EXPECT_THAT(execution.message, HasSubstr("/main.ts:5\n  const a = 2;\n"));
}

TEST_F(TypeScriptTest, RefusesJsx) {
  const Execution execution = RunTs("\nconst a = <b>text</b>;").execution;
  EXPECT_EQ(execution.verdict, Verdict::kCompileError);
  EXPECT_EQ(execution.line, 2);
}

constexpr const char* kThrowing =
    "interface Item {\n  value: number;\n}\n"
    "enum Kind { A, B }\n"
    "class Box {\n"
    "  constructor(private readonly item?: Item) {}\n"
    "  open(kind: Kind): number {\n"
    "    type Local = string;\n"
    "    return kind + (this.item as Item).value;\n"
    "  }\n"
    "}\n";

TEST_F(TypeScriptTest, AnUncaughtErrorPointsIntoTheSource) {
  const Outcome outcome =
      RunTs(absl::StrCat(kThrowing, "new Box().open(Kind.A);\n"));
  EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError);
  EXPECT_EQ(outcome.execution.line, 9);
  EXPECT_EQ(outcome.execution.column, 39);
  EXPECT_THAT(outcome.execution.message, HasSubstr("Box.open (/main.ts:9:39)"));
  EXPECT_THAT(outcome.err,
              HasSubstr("main.ts:9\n    return kind + (this.item as "
                        "Item).value;\n                             "
                        "         ^\n"));
  EXPECT_THAT(outcome.err, HasSubstr("main.ts:12:11"));
}

TEST_F(TypeScriptTest, AnErrorInAModuleOrALaterTurnPointsIntoTheSource) {
  for (const char* call :
       {"await null; new Box().open(Kind.A);",
        "setTimeout(() => new Box().open(Kind.A));",
        "Promise.resolve().then(() => new Box().open(Kind.A));"}) {
    const Outcome outcome = RunTs(absl::StrCat(kThrowing, call));
    EXPECT_EQ(outcome.execution.verdict, Verdict::kRunTimeError) << call;
    EXPECT_EQ(outcome.execution.line, 9) << call;
    EXPECT_EQ(outcome.execution.column, 39) << call;
    EXPECT_THAT(outcome.err, HasSubstr("main.ts:9:39")) << call;
  }
}

TEST_F(TypeScriptTest, TheStackThatAProgramReadsPointsIntoTheSource) {
  const Outcome outcome = RunTs(absl::StrCat(
      kThrowing,
      "try {\n  new Box().open(Kind.B);\n} catch (e: unknown) {\n"
      "  console.log((e as Error).stack!.split('\\n').slice(0, 3).join('|'));\n"
      "}\n"
      "const o = {} as { stack: string };\n"
      "Error.captureStackTrace(o);\n"
      "console.log(/main.ts:(\\d+):/.exec(o.stack)![1]);\n"));
  EXPECT_THAT(outcome.out,
              HasSubstr("TypeError: Cannot read properties of undefined "
                        "(reading 'value')|    at Box.open (/main.ts:9:39)|"
                        "    at Object.<anonymous> (/main.ts:13:13)\n18\n"));
}

TEST_F(TypeScriptTest, AProgramMayPrepareStackTracesItself) {
  EXPECT_EQ(RunTs("Error.prepareStackTrace = (e, sites) =>"
                  " `${e.message} ${sites.length > 0}`;\n"
                  "console.log(new Error('mine').stack as any);")
                .out,
            "mine true\n");
}

TEST_F(TypeScriptTest, AnErrorWhoseTextFailsHasAStack) {
  EXPECT_EQ(RunTs("const e: any = new Error('a');\n"
                  "class Bad extends Error { get name(): string {"
                  " throw 1; } }\n"
                  "console.log(new Bad('b').stack!.split('\\n')[0]);")
                .out,
            "<error>\n");
}

TEST_F(TypeScriptTest, StackOverflowsAreNamed) {
  const Execution execution =
      RunTs("function f(n: number): number { return f(n + 1) + 1; }\nf(0);")
          .execution;
  EXPECT_EQ(execution.reason, Reason::kStack);
  EXPECT_EQ(execution.line, 1);
}

// Files beside it are JavaScript and stay as they are.
TEST_F(TypeScriptTest, ImportsFilesOfJavaScript) {
  const std::vector<File> files =
      MakeFiles({{"util.js", "exports.two = 2;"},
                 {"data.json", "{\"a\": 1}"},
                 {"lib/a.mjs", "export const three = 3"}});
  EXPECT_EQ(Run({.language = Language::kTypeScript,
                 .file_name = "main.ts",
                 .text = "import { two } from './util';\n"
                         "import data = require('./data.json');\n"
                         "console.log(two as number, data);",
                 .files = files})
                .out,
            "2 { a: 1 }\n");
  EXPECT_EQ(Run({.language = Language::kTypeScript,
                 .file_name = "main.mts",
                 .text = "import { two } from './util.js';\n"
                         "import { three } from './lib/a.mjs';\n"
                         "console.log(two + three as number);",
                 .files = files})
                .out,
            "5\n");
}

TEST_F(TypeScriptTest, StacksShowFilesOfJavaScriptAsTheyAre) {
  const Outcome outcome = Run(
      {.language = Language::kTypeScript,
       .file_name = "main.ts",
       .text = "enum E { A }\nimport { fail } from './util';\nfail(E.A);",
       .files = MakeFiles(
           {{"util.js", "\nexports.fail = () => { throw new Error('x') }"}})});
  EXPECT_THAT(outcome.err, HasSubstr("/util.js:2\n"));
  EXPECT_THAT(outcome.err, HasSubstr("/util.js:2:30"));
  EXPECT_THAT(outcome.err, HasSubstr("(/main.ts:3:"));
}

}  // namespace
}  // namespace gavel::sandbox
