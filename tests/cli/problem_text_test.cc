#include "cli/problem_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "gavel/v1/problem_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(ProblemTextTest, ShowsKindLanguagesGroupsAndAttachments) {
  v1::Problem problem;
  problem.set_id("guess");
  problem.set_version(3);
  problem.set_title("Guess");
  problem.set_scoring(true);
  problem.set_interactive(true);
  problem.add_languages("typescript");
  problem.add_statement_languages("en");
  problem.add_statement_languages("pt-BR");
  v1::TestGroup* group = problem.add_groups();
  group->set_name("secret/b");
  group->set_test_count(7);
  group->set_max_score(60);
  group->add_require_pass("secret/a");
  v1::Attachment* attachment = problem.add_attachments();
  attachment->set_name("main.ts");
  attachment->set_size_bytes(1536);
  const std::string text = ProblemText(problem);
  EXPECT_THAT(text, HasSubstr("guess version 3: Guess\n"));
  EXPECT_THAT(text, HasSubstr("kind        scoring, interactive\n"));
  EXPECT_THAT(text, HasSubstr("languages   typescript\n"));
  EXPECT_THAT(text, HasSubstr("statements  en, pt-BR\n"));
  EXPECT_THAT(text, HasSubstr("attachment  main.ts, 1.5 KiB\n"));
  EXPECT_THAT(
      text,
      HasSubstr("group secret/b  7 tests  at most 60 points, after secret/a"));
}

TEST(ProblemTextTest, EscapesWhatAnUploaderWrote) {
  const std::string evil = "\x1b[2J\n";
  v1::Problem problem;
  problem.set_title(evil);
  problem.add_languages(evil);
  problem.add_statement_languages(evil);
  problem.add_names()->set_name(evil);
  problem.mutable_names(0)->set_language(evil);
  problem.add_attachments()->set_name(evil);
  problem.add_groups()->set_name(evil);
  problem.mutable_groups(0)->add_require_pass(evil);
  v1::UploadProblemResponse response;
  *response.mutable_problem() = problem;
  response.add_warnings(evil);
  for (const std::string& text :
       {ProblemText(problem), ProblemTable({problem}), VersionTable({problem}),
        UploadedText(response)}) {
    EXPECT_THAT(text, Not(HasSubstr("\x1b")));
    EXPECT_THAT(text, HasSubstr("\\x1b[2J"));
  }
}

TEST(ProblemTextTest, SaysWhatAnUploadNeedNotSend) {
  EXPECT_EQ(UploadText({.total_bytes = 2048, .sent_bytes = 1024}),
            "sent 1 KiB of 2 KiB");
  EXPECT_EQ(UploadText({.total_bytes = 2048, .known_bytes = 2048}),
            "sent 0 B of 2 KiB, 2 KiB need not be sent");
}

TEST(ProblemTextTest, ListsWarningsUnderTheProblem) {
  v1::UploadProblemResponse response;
  response.mutable_problem()->set_id("sum");
  response.mutable_problem()->set_version(2);
  response.mutable_problem()->set_title("Sum");
  response.mutable_problem()->set_test_count(1);
  response.add_warnings("problem.yaml: line 3: old spelling");
  EXPECT_EQ(UploadedText(response),
            "sum version 2: Sum, 1 test\n"
            "warning: problem.yaml: line 3: old spelling\n");
}

}  // namespace
}  // namespace gavel::cli
