// Two programs that talk to each other, and some that are good at it.
#ifndef GAVEL_TESTS_SANDBOX_INTERACTION_HARNESS_H_
#define GAVEL_TESTS_SANDBOX_INTERACTION_HARNESS_H_

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <utility>

#include "sandbox/interaction.h"
#include "tests/sandbox/harness.h"

namespace gavel::sandbox {

// Asks ten times for a number and accepts what is one more.
inline constexpr const char* kCounter = R"js(
const lines = require('readline').createInterface({ input: process.stdin })
    [Symbol.asyncIterator]();
(async () => {
  for (let i = 0; i < 10; i++) {
    console.log(i);
    const { value } = await lines.next();
    if (value !== String(i + 1)) process.exit(43);
  }
  console.log('bye');
  process.exit(42);
})();
)js";

// Answers it.
inline constexpr const char* kAnswers = R"js(
require('readline').createInterface({ input: process.stdin })
  .on('line', (line) => { if (line !== 'bye') console.log(+line + 1); });
)js";

// Listens to the end and refuses.
inline constexpr const char* kRefuseAtEnd =
    "require('fs').readFileSync(0); process.exit(43)";

class InteractionFixture : public SandboxFixture {
 protected:
  static std::unique_ptr<Program> MustLoad(
      const std::string& source, const Limits& limits = TestLimits()) {
    absl::StatusOr<Loaded> loaded =
        supervisor_->Load({Language::kJavaScript, "main.js", source}, limits);
    if (!loaded.ok()) {
      ADD_FAILURE() << loaded.status();
      return nullptr;
    }
    EXPECT_NE(loaded->program, nullptr) << loaded->compilation.message;
    return std::move(loaded->program);
  }

  static absl::StatusOr<Interaction> TryPlay(Program& submission,
                                             Program& interactor) {
    return supervisor_->Interact(submission, {}, interactor, {});
  }

  static Interaction Play(const std::string& submission,
                          const std::string& interactor) {
    const auto first = MustLoad(submission);
    const auto second = MustLoad(interactor);
    absl::StatusOr<Interaction> played = TryPlay(*first, *second);
    if (!played.ok()) {
      ADD_FAILURE() << played.status();
      return {};
    }
    return *std::move(played);
  }
};

}  // namespace gavel::sandbox

#endif  // GAVEL_TESTS_SANDBOX_INTERACTION_HARNESS_H_
