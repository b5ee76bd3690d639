#include "cli/batch_input.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "gavel/v1/submission_service.pb.h"

namespace gavel::cli {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class BatchInputTest : public testing::Test {
 protected:
  void SetUp() override {
    directory_ = testing::TempDir() + "/batch-XXXXXX";
    ASSERT_NE(mkdtemp(directory_.data()), nullptr);
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  std::string Write(const std::string& name, const std::string& text) {
    const std::filesystem::path path = directory_ + "/" + name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }

  std::string Error(const std::string& path,
                    const BatchInputOptions& options = {}) {
    const absl::StatusOr<BatchInput> input = ReadBatchInput(path, options);
    EXPECT_FALSE(input.ok());
    return std::string(input.status().message());
  }

  static v1::SubmitRequest Request(const BatchItem& item) {
    v1::SubmitRequest request;
    const absl::Status status = ReadRequest(item, &request);
    EXPECT_TRUE(status.ok()) << status;
    return request;
  }

  std::string directory_;
};

TEST_F(BatchInputTest, ADirectoryHasAFolderForEachProblem) {
  Write("sum/ann/1.js", "one");
  Write("sum/bob.ts", "two");
  Write("max/1.mjs", "three");
  Write("sum/notes.txt", "no program");
  Write(".git/config.js", "hidden");
  const BatchInput input = ReadBatchInput(directory_, {}).value();
  ASSERT_EQ(input.items.size(), 3U);
  EXPECT_EQ(input.items[0].name, "max/1.mjs");
  EXPECT_EQ(input.items[0].problem, "max");
  EXPECT_EQ(input.items[1].name, "sum/ann/1.js");
  EXPECT_EQ(input.items[1].problem, "sum");
  EXPECT_EQ(input.items[1].key, input.run + ":sum/ann/1.js");
  EXPECT_THAT(input.left_out, ElementsAre("sum/notes.txt"));
  const v1::SubmitRequest request = Request(input.items[2]);
  EXPECT_EQ(request.problem_id(), "sum");
  EXPECT_EQ(request.file_name(), "bob.ts");
  EXPECT_EQ(request.source(), "two");
  EXPECT_EQ(request.idempotency_key(), input.items[2].key);
}

TEST_F(BatchInputTest, AFlatDirectoryNeedsTheProblem) {
  Write("a.js", "one");
  EXPECT_EQ(Error(directory_), "a.js: for no problem");
  const BatchInput input =
      ReadBatchInput(
          directory_,
          {.problem = "sum", .contest = {}, .language = {}, .run = "mine"})
          .value();
  EXPECT_EQ(input.items[0].problem, "sum");
  EXPECT_EQ(input.items[0].key, "mine:a.js");
}

TEST_F(BatchInputTest, TheRunFollowsFromAllThatIsThere) {
  Write("sum/a.js", "one");
  const std::string first = ReadBatchInput(directory_, {}).value().run;
  EXPECT_EQ(ReadBatchInput(directory_, {}).value().run, first);
  Write("sum/a.js", "another");
  EXPECT_NE(ReadBatchInput(directory_, {}).value().run, first);
}

TEST_F(BatchInputTest, LongAndStrangeNamesHaveKeysAsWell) {
  Write("sum/" + std::string(200, 'x') + ".js", "one");
  Write("sum/\xc3\xa4.js", "two");
  const BatchInput input = ReadBatchInput(directory_, {}).value();
  for (const BatchItem& item : input.items) {
    EXPECT_EQ(item.key.size(), input.run.size() + 1 + 64) << item.name;
  }
  EXPECT_EQ(Request(input.items[0]).file_name(), "main.js");
}

TEST_F(BatchInputTest, CsvNamesFilesBesideIt) {
  Write("src/a.js", "one");
  const std::string path = Write("list.csv",
                                 "problem,file,user,contest,key,language\n"
                                 "sum,src/a.js,ann,spring,k1,typescript\n"
                                 "max,src/a.js,,,,\n");
  const BatchInput input = ReadBatchInput(path, {}).value();
  ASSERT_EQ(input.items.size(), 2U);
  const v1::SubmitRequest request = Request(input.items[0]);
  EXPECT_EQ(request.on_behalf_of(), "ann");
  EXPECT_EQ(request.contest_id(), "spring");
  EXPECT_EQ(request.idempotency_key(), "k1");
  EXPECT_EQ(request.language(), "typescript");
  EXPECT_EQ(input.items[1].key, input.run + ":list.csv:3");
}

TEST_F(BatchInputTest, JsonLinesMayHoldTheSource) {
  Write("a.js", "one");
  const std::string path =
      Write("list.jsonl",
            "{\"problem\": \"sum\", \"file\": \"a.js\"}\n\n"
            "{\"problem\": \"sum\", \"source\": \"two\", \"language\": "
            "\"javascript\"}\n");
  const BatchInput input = ReadBatchInput(path, {}).value();
  ASSERT_EQ(input.items.size(), 2U);
  EXPECT_EQ(Request(input.items[0]).source(), "one");
  EXPECT_EQ(input.items[1].name, "list.jsonl:3");
  EXPECT_EQ(Request(input.items[1]).source(), "two");
  EXPECT_EQ(Request(input.items[1]).language(), "javascript");
}

TEST_F(BatchInputTest, AFileThatIsGoneIsAnError) {
  const std::string path = Write("sum/a.js", "one");
  const BatchInput input = ReadBatchInput(directory_, {}).value();
  std::filesystem::remove(path);
  v1::SubmitRequest request;
  EXPECT_THAT(std::string(ReadRequest(input.items[0], &request).message()),
              HasSubstr("a.js"));
}

TEST_F(BatchInputTest, AllThatIsWrongIsSaidAtOnceWithItsLine) {
  Write("a.js", "one");
  Write("b.py", "two");
  const std::string csv = Write("list.csv",
                                "problem,file\n"
                                "sum\n"
                                ",a.js\n"
                                "sum,gone.js\n"
                                "sum,b.py\n"
                                "sum,\n");
  EXPECT_THAT(Error(csv),
              AllOf(HasSubstr("list.csv:2: has 1 fields, the header 2"),
                    HasSubstr("list.csv:3: for no problem"),
                    HasSubstr("list.csv:4: opening"),
                    HasSubstr("list.csv:5: b.py has no known extension"),
                    HasSubstr("list.csv:6: has no file")));
  const std::string json =
      Write("list.jsonl",
            "[]\n"
            "{\"problem\": 1}\n"
            "{\"problem\": \"sum\", \"fiel\": \"a.js\"}\n"
            "{\"problem\": \"sum\", \"source\": \"x\"}\n"
            "{\"problem\": \"s\", \"file\": \"a.js\", \"source\": \"x\"}\n"
            "{\"problem\": \"s\", \"file\": \"a.js\", \"key\": \"k\"}\n"
            "{\"problem\": \"s\", \"file\": \"a.js\", \"key\": \"k\"}\n");
  EXPECT_THAT(Error(json),
              AllOf(HasSubstr("list.jsonl:1: is no JSON object"),
                    HasSubstr("list.jsonl:2: problem is no text"),
                    HasSubstr("list.jsonl:3: no field is called \"fiel\""),
                    HasSubstr("list.jsonl:4: has a source, no language"),
                    HasSubstr("list.jsonl:5: has both a file and a source"),
                    HasSubstr("list.jsonl:7: key \"k\" again")));
}

TEST_F(BatchInputTest, WhatIsNotThereOrEmptyIsAnError) {
  EXPECT_THAT(Error(directory_ + "/gone"), StartsWith("no file or directory"));
  EXPECT_THAT(Error(directory_), HasSubstr("has no programs"));
  EXPECT_THAT(Error(Write("e.csv", "problem,file\n")),
              HasSubstr("has no programs"));
}

}  // namespace
}  // namespace gavel::cli
