// Runs small TypeScript programs in the real sandbox.
#ifndef GAVEL_TESTS_SANDBOX_TYPESCRIPT_FIXTURE_H_
#define GAVEL_TESTS_SANDBOX_TYPESCRIPT_FIXTURE_H_

#include <gtest/gtest.h>

#include <string>

#include "tests/sandbox/harness.h"

namespace gavel::sandbox {

class TypeScriptTest : public SandboxFixture {
 protected:
  static Outcome RunTs(const std::string& source, const std::string& input = "",
                       const std::string& file_name = "main.ts",
                       const Limits& limits = TestLimits()) {
    return Run({Language::kTypeScript, file_name, source}, input, limits);
  }
  // What an honest submission next to a hostile one gets.
  static void ExpectOthersUnharmed() {
    EXPECT_EQ(RunTs("enum E { A = 7 }\nconsole.log(E.A as number);").out,
              "7\n");
  }
};

}  // namespace gavel::sandbox

#endif  // GAVEL_TESTS_SANDBOX_TYPESCRIPT_FIXTURE_H_
