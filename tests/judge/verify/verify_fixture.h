// Verifies small packages, which a test writes, in the real sandbox.
#ifndef GAVEL_TESTS_JUDGE_VERIFY_VERIFY_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_VERIFY_VERIFY_FIXTURE_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "core/clock.h"
#include "judge/package/package.h"
#include "judge/verify/verify.h"
#include "tests/judge/package/scratch.h"
#include "tests/sandbox/harness.h"

namespace gavel::verify {

using package::Files;

inline constexpr char kYaml[] =
    "problem_format_version: 2025-09\n"
    "name: A plus B\n"
    "uuid: 00000000-0000-0000-0000-000000000000\n"
    "limits:\n"
    "  validation_time: 1\n";

// A package in order, with little of everything.
inline Files SoundPackage() {
  return {
      {"problem.yaml", std::string(kYaml) + "  time_limit: 1\n"},
      {"statement/problem.en.md", "Add.\n"},
      {"data/sample/1.in", "1 2\n"},
      {"data/sample/1.ans", "3\n"},
      {"data/secret/1.in", "3 4\n"},
      {"data/secret/1.ans", "7\n"},
      {"data/secret/2.in", "20 22\n"},
      {"data/secret/2.ans", "42\n"},
      {"data/invalid_input/words.in", "one two\n"},
      {"input_validators/validate.js",
       "const text = require('fs').readFileSync(0, 'utf8');\n"
       "process.exit(/^\\d+ \\d+\\n$/.test(text) ? 42 : 43);\n"},
      {"submissions/accepted/sum.js",
       "const [a, b] = readline().split(/ +/).map(Number);\n"
       "console.log(a + b);\n"},
      {"submissions/wrong_answer/first.js",
       "console.log(readline().split(' ')[0]);\n"},
  };
}

// Accepts if the output is the answer.
inline constexpr char kValidator[] =
    "const fs = require('fs');\n"
    "const [, answer, feedback] = process.argv.slice(2);\n"
    "const right = fs.readFileSync(answer, 'utf8') ===\n"
    "    fs.readFileSync(0, 'utf8');\n"
    "if (!right) {\n"
    "  fs.writeFileSync(`${feedback}judgemessage.txt`, 'is not the same');\n"
    "}\n"
    "process.exit(right ? 42 : 43);\n";

// The files of `changed` in place of those in `files`; an empty text takes one
// away.
inline Files With(Files files, const Files& changed) {
  for (const auto& [name, text] : changed) {
    if (text.empty()) {
      files.erase(name);
    } else {
      files[name] = text;
    }
  }
  return files;
}

class VerifyFixture : public sandbox::SandboxFixture {
 protected:
  Report VerifyPackage(const Files& files) {
    const package::Scratch scratch;
    const absl::StatusOr<package::Package> loaded =
        package::LoadDirectory(scratch.WritePackage("sum", files));
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return {};
    }
    absl::StatusOr<Report> report =
        Verify(*loaded, *supervisor_, SystemClock(), {.slots = 2}, {});
    if (!report.ok()) {
      ADD_FAILURE() << report.status();
      return {};
    }
    return *std::move(report);
  }

  // All of one severity, in one text.
  static std::string Texts(const Report& report, Severity severity) {
    std::string text;
    for (const Finding& finding : report.findings) {
      if (finding.severity == severity) text += finding.text + "\n";
    }
    return text;
  }
  static std::string Errors(const Report& report) {
    return Texts(report, Severity::kError);
  }
  static std::string Warnings(const Report& report) {
    return Texts(report, Severity::kWarning);
  }
};

}  // namespace gavel::verify

#endif  // GAVEL_TESTS_JUDGE_VERIFY_VERIFY_FIXTURE_H_
