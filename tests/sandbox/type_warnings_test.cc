#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/sandbox/typescript_fixture.h"

namespace gavel::sandbox {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TypeWarningsTest : public TypeScriptTest {
 protected:
  static Loaded Check(const std::string& source,
                      const std::string& file_name = "main.ts",
                      const Limits& limits = TestLimits()) {
    Source typescript{Language::kTypeScript, file_name, source};
    typescript.type_check = true;
    absl::StatusOr<Loaded> loaded = supervisor_->Load(typescript, limits);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return {};
    }
    return *std::move(loaded);
  }
  // "LINE:COLUMN CODE" of each.
  static std::vector<std::string> Places(const Loaded& loaded) {
    std::vector<std::string> places;
    for (const TypeWarning& warning : loaded.warnings) {
      places.push_back(
          absl::StrCat(warning.line, ":", warning.column, " ", warning.code));
    }
    return places;
  }
};

TEST_F(TypeWarningsTest, SayWhatIsWrongAndWhere) {
  const Loaded loaded = Check(
      "interface A { x: number }\nconst a: A = { x: 'text' };\n"
      "  console.log(a.y);");
  EXPECT_THAT(Places(loaded), ElementsAre("2:16 2322", "3:17 2339"));
  EXPECT_EQ(loaded.warnings[0].text,
            "Type 'string' is not assignable to type 'number'.");
  EXPECT_EQ(loaded.compilation.verdict, Verdict::kAccepted);
  EXPECT_NE(loaded.program, nullptr);
}

TEST_F(TypeWarningsTest, KnowWhatProgramsUse) {
  for (const char* source :
       {"import * as fs from 'fs'; import { createInterface } from 'readline';"
        "const n: number = fs.readFileSync(0, 'utf8').length;"
        "createInterface({ input: process.stdin }).on('line', (l) => l.trim());"
        "Buffer.from('a').equals(Buffer.alloc(n)); setTimeout(() => {}, 1);",
        "const fs = require('fs'); const name = fs.readFileSync(0);",
        "declare var require: any; const a = require('fs').x.y;",
        "import assert = require('assert'); assert.ok([1].at(-1));",
        "for await (const x of [1]) console.log(x, import.meta.url);",
        "[3, 1].toSorted((a, b) => a - b).findLast((x) => x > 1);"
        "structuredClone(new Map([[1n, 2]])).get(1n)?.toFixed();",
        "function d(t: object, k: string) {} class A { @d x = 1; }"}) {
    const Loaded loaded = Check(source);
    EXPECT_THAT(Places(loaded), IsEmpty())
        << source << "\n"
        << (loaded.warnings.empty() ? "" : loaded.warnings[0].text);
  }
}

TEST_F(TypeWarningsTest, DeclarationsOfOneProgramAreUnknownToOthers) {
  EXPECT_THAT(Places(Check("declare global { var mine: number; }\n"
                           "interface String { mine(): void }\nexport {};")),
              IsEmpty());
  EXPECT_THAT(Places(Check("console.log(mine, ''.mine());")),
              ElementsAre("1:13 2304", "1:22 2339"));
}

TEST_F(TypeWarningsTest, AreNotMadeUnlessAskedFor) {
  const absl::StatusOr<Loaded> loaded = supervisor_->Load(
      {Language::kTypeScript, "main.ts", "const a: number = '';"},
      TestLimits());
  ASSERT_TRUE(loaded.ok()) << loaded.status();
  EXPECT_THAT(loaded->warnings, IsEmpty());
}

TEST_F(TypeWarningsTest, TypesWithoutEndFailNothing) {
  Limits limits = TestLimits();
  limits.compile_time = absl::Milliseconds(500);
  const Loaded loaded = Check(
      "type D<N extends any[]> = N['length'] extends 999 ? N : D<[...N, any]>;"
      "type P<T extends string> = T extends `${infer A}${infer B}` ?"
      "  B | P<B> | `${A}${P<B>}` : T;\n"
      "let a: D<[]>; let b: P<'abcdefghijklmnopqrstuvwxyzabcdefgh'> = 1 as any;"
      "console.log(1);",
      "main.ts", limits);
  EXPECT_EQ(loaded.compilation.verdict, Verdict::kAccepted);
  EXPECT_NE(loaded.program, nullptr);
  EXPECT_THAT(Places(Check("let a: number = '';")), ElementsAre("1:5 2322"));
}

}  // namespace
}  // namespace gavel::sandbox
