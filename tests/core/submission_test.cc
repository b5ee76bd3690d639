#include "core/submission.h"

#include <gtest/gtest.h>

#include <string>

namespace gavel {
namespace {

TEST(SubmissionTest, FileNamesOfTheLanguagePass) {
  for (const char* name : {"main.js", "a.mjs", "b.cjs", "1. Two sums (2).js",
                           "문제.js", "x.test.js"}) {
    EXPECT_TRUE(CheckFileName(name, Language::kJavaScript).ok()) << name;
  }
  for (const char* name : {"main.ts", "a.mts", "b.cts"}) {
    EXPECT_TRUE(CheckFileName(name, Language::kTypeScript).ok()) << name;
  }
  for (const Language language :
       {Language::kJavaScript, Language::kTypeScript}) {
    EXPECT_TRUE(CheckFileName(DefaultFileName(language), language).ok());
  }
}

TEST(SubmissionTest, OtherFileNamesAreToldWhatIsWrong) {
  const struct {
    std::string name;
    const char* wrong;
  } kCases[] = {
      {"", "not the name of a javascript file"},
      {"main", "not the name of a javascript file"},
      {".js", "not the name of a javascript file"},
      {"main.ts", "not the name of a javascript file"},
      {"../main.js", "without directories"},
      {"gavel:x.js", "control character or one of"},
      {"a\nb.js", "control character or one of"},
      {std::string("a\0.js", 5), "control character or one of"},
      {"\xff.js", "not UTF-8"},
      {std::string(61, 'a') + ".js", "has 64 bytes, at most 63"},
  };
  for (const auto& test : kCases) {
    const absl::Status status = CheckFileName(test.name, Language::kJavaScript);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << test.name;
    EXPECT_NE(status.message().find(test.wrong), std::string::npos) << status;
  }
}

}  // namespace
}  // namespace gavel
