// Versions, the archive, and what can be downloaded of a problem.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <string>
#include <vector>

#include "gavel/v1/problem_service.grpc.pb.h"
#include "gavel/v1/submission_service.grpc.pb.h"
#include "judge/package/package.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

class ProblemFilesTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    options().problems.max_downloads = 1;
    Start();
    stub_ = v1::ProblemService::NewStub(channel_);
  }
  void TearDown() override {
    EXPECT_TRUE(std::filesystem::is_empty(spool_directory()));
    ServiceTest::TearDown();
  }

  PackageFile File(const std::string& name, const std::string& content) {
    const std::string path =
        directory() + "/file" + std::to_string(++file_count_);
    WriteFile(path, content);
    return {name, path};
  }

  // A version of the problem "full" that holds these files.
  void Add(const std::map<std::string, std::string>& contents,
           Problem problem = {}) {
    problem.id = "full";
    problem.groups = {{"sample", -1, {}}, {"secret", -1, {}}};
    for (const auto& [name, content] : contents) {
      problem.contents.push_back(File(name, content));
    }
    ASSERT_TRUE(store_.AddProblem(problem).ok());
  }

  // All chunks of a stream.
  template <typename Reader>
  static grpc::Status ReadAll(Reader& reader, std::string* bytes) {
    bytes->clear();
    decltype(NextOf(reader)) response;
    while (reader.Read(&response)) bytes->append(response.chunk());
    return reader.Finish();
  }
  template <typename Response>
  static Response NextOf(grpc::ClientReader<Response>& reader);

  grpc::Status DownloadProblem(const std::string& id, int version = 0) {
    v1::DownloadProblemRequest request;
    request.set_problem_id(id);
    request.set_version(version);
    const auto context = Context();
    return ReadAll(*stub_->DownloadProblem(context.get(), request), &bytes_);
  }

  grpc::Status DownloadAttachment(const std::string& name) {
    v1::DownloadAttachmentRequest request;
    request.set_problem_id("full");
    request.set_name(name);
    const auto context = Context();
    return ReadAll(*stub_->DownloadAttachment(context.get(), request), &bytes_);
  }

  grpc::Status GetStatement(const std::string& language) {
    v1::GetStatementRequest request;
    request.set_problem_id("full");
    request.set_language(language);
    return stub_->GetStatement(Context().get(), request, &statement_);
  }

  grpc::Status Archive(const std::string& id, bool archived) {
    v1::ArchiveProblemRequest request;
    request.set_problem_id(id);
    request.set_archived(archived);
    v1::ArchiveProblemResponse response;
    return stub_->ArchiveProblem(Context().get(), request, &response);
  }

  grpc::Status Submit() {
    v1::SubmitRequest request;
    request.set_problem_id("sum");
    request.set_language("javascript");
    request.set_source("1");
    v1::SubmitResponse response;
    return v1::SubmissionService::NewStub(channel_)->Submit(Context().get(),
                                                            request, &response);
  }

  std::vector<std::string> Listed(bool archived) {
    v1::ListProblemsRequest request;
    request.set_archived(archived);
    v1::ListProblemsResponse response;
    EXPECT_TRUE(stub_->ListProblems(Context().get(), request, &response).ok());
    std::vector<std::string> ids;
    for (const v1::Problem& problem : response.problems()) {
      ids.push_back(problem.id() + (problem.archived() ? " archived" : ""));
    }
    return ids;
  }

  int file_count_ = 0;
  std::unique_ptr<v1::ProblemService::Stub> stub_;
  std::string bytes_;
  v1::GetStatementResponse statement_;
};

TEST_F(ProblemFilesTest, GivesAPackageBackAsItWasUploaded) {
  const std::map<std::string, std::string> contents = {
      {"problem.yaml", "name: Full\n"},
      {"data/secret/1.in", std::string(3'000'000, 'x')},
      {".timelimit", "2"},
      {"data/secret/1.ans", ""}};
  Add(contents);
  const grpc::Status status = DownloadProblem("full");
  ASSERT_TRUE(status.ok()) << status.error_message();
  WriteFile(directory() + "/got.zip", bytes_);
  const std::string unpacked = directory() + "/got";
  std::filesystem::create_directory(unpacked);
  ASSERT_TRUE(package::UnpackZip(directory() + "/got.zip", unpacked, {}).ok());
  std::map<std::string, std::string> got;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(unpacked)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    got[entry.path().lexically_relative(unpacked + "/full").string()] = {
        std::istreambuf_iterator<char>(file), {}};
  }
  EXPECT_EQ(got, contents);
}

TEST_F(ProblemFilesTest, DownloadsTheVersionThatIsAskedFor) {
  Add({{"problem.yaml", "first"}});
  Add({{"problem.yaml", "second"}});
  ASSERT_TRUE(DownloadProblem("full").ok());
  const std::string newest = bytes_;
  ASSERT_TRUE(DownloadProblem("full", 2).ok());
  EXPECT_EQ(bytes_, newest);
  ASSERT_TRUE(DownloadProblem("full", 1).ok());
  EXPECT_NE(bytes_, newest);
  EXPECT_EQ(DownloadProblem("full", 3).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(DownloadProblem("none").error_code(), grpc::NOT_FOUND);
  // Of before packages were kept.
  EXPECT_EQ(DownloadProblem("sum").error_code(), grpc::FAILED_PRECONDITION);
}

TEST_F(ProblemFilesTest, BoundsTheDownloadsAtATime) {
  // More than what fits between server and client that does not read.
  Add({{"attachments/big", std::string(64 << 20, 'x')},
       {"attachments/small", "small"}});
  v1::DownloadAttachmentRequest request;
  request.set_problem_id("full");
  request.set_name("big");
  const auto context = Context();
  const auto reader = stub_->DownloadAttachment(context.get(), request);
  v1::DownloadAttachmentResponse response;
  ASSERT_TRUE(reader->Read(&response));
  EXPECT_EQ(DownloadAttachment("small").error_code(), grpc::RESOURCE_EXHAUSTED);
  context->TryCancel();
  EXPECT_EQ(reader->Finish().error_code(), grpc::CANCELLED);
  // There is one slot: it is free again when the server has noticed.
  grpc::Status status;
  do {
    status = DownloadAttachment("small");
  } while (status.error_code() == grpc::RESOURCE_EXHAUSTED);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(bytes_, "small");
}

TEST_F(ProblemFilesTest, ChoosesTheStatementByItsLanguage) {
  Problem problem;
  problem.statements = {
      {"de", File("statement/problem.de.md", "Guten Tag")},
      {"pt-BR", File("statement/problem.pt-BR.md", "Bom dia")}};
  Add({{"statement/problem.pt-BR.md", "{{greeting}}"}}, problem);
  ASSERT_TRUE(GetStatement("pt-BR").ok());
  EXPECT_EQ(statement_.content(), "Bom dia");
  EXPECT_EQ(statement_.file_name(), "problem.pt-BR.md");
  // No English: the first.
  ASSERT_TRUE(GetStatement("").ok());
  EXPECT_EQ(statement_.language(), "de");
  const grpc::Status missing = GetStatement("../../secret");
  EXPECT_EQ(missing.error_code(), grpc::NOT_FOUND);
  EXPECT_THAT(missing.error_message(), HasSubstr("full"));
}

TEST_F(ProblemFilesTest, RefusesAStatementThatNoMessageHolds) {
  Problem problem;
  problem.statements = {
      {"en", File("problem.en.md", std::string((3 << 20) + 1, 'x'))}};
  Add({}, problem);
  EXPECT_EQ(GetStatement("en").error_code(), grpc::RESOURCE_EXHAUSTED);
}

TEST_F(ProblemFilesTest, OnlyAttachmentsAreAttachments) {
  Add({{"attachments/templates/javascript/main.js", "start"},
       {"attachments/tools/run.js", "run this"},
       {"data/secret/1.in", "secret"}});
  v1::GetProblemRequest request;
  request.set_problem_id("full");
  v1::GetProblemResponse response;
  ASSERT_TRUE(stub_->GetProblem(Context().get(), request, &response).ok());
  ASSERT_EQ(response.problem().attachments_size(), 1);
  const v1::Attachment& attachment = response.problem().attachments(0);
  EXPECT_EQ(attachment.name(), "tools/run.js");
  EXPECT_EQ(attachment.size_bytes(), 8);
  ASSERT_TRUE(DownloadAttachment(attachment.name()).ok());
  EXPECT_EQ(bytes_, "run this");
  for (const char* name :
       {"../data/secret/1.in", "data/secret/1.in", "", "/"}) {
    EXPECT_EQ(DownloadAttachment(name).error_code(), grpc::NOT_FOUND) << name;
  }
}

// "language file_name: source" of each template.
std::vector<std::string> TemplatesOf(const v1::Problem& problem) {
  std::vector<std::string> templates;
  for (const v1::Template& one : problem.templates()) {
    templates.push_back(one.language() + " " + one.file_name() + ": " +
                        one.source());
  }
  return templates;
}

TEST_F(ProblemFilesTest, TemplatesAreThePackagesOrMadeFromTheSignature) {
  Problem problem;
  problem.templates[Language::kTypeScript] = {File("a.ts", "\x1b[31m\xff")};
  Add({{"signature.gavel", "function f(a: int): bool\n"}}, problem);
  Add({}, problem);
  problem.languages = {Language::kTypeScript};
  Add({{"signature.gavel", "function f(a: int): bool\n"}}, problem);
  const std::string own = "typescript a.ts: \x1b[31m\xef\xbf\xbd";
  v1::GetProblemRequest request;
  request.set_problem_id("full");
  const auto get = [&](int version) {
    request.set_version(version);
    v1::GetProblemResponse response;
    EXPECT_TRUE(stub_->GetProblem(Context().get(), request, &response).ok());
    return response.problem();
  };
  EXPECT_TRUE(get(1).function());
  EXPECT_THAT(TemplatesOf(get(1)),
              ElementsAre(AllOf(StartsWith("javascript main.js: "),
                                HasSubstr("function f(a) {\n}")),
                          own));
  EXPECT_FALSE(get(2).function());
  EXPECT_THAT(TemplatesOf(get(2)), ElementsAre(own));
  EXPECT_THAT(TemplatesOf(get(3)), ElementsAre(own));
}

TEST_F(ProblemFilesTest, ListsVersionsNewestFirst) {
  Add({{"problem.yaml", "first"}});
  Add({{"problem.yaml", "second"}});
  v1::ListProblemVersionsRequest request;
  request.set_problem_id("full");
  v1::ListProblemVersionsResponse response;
  ASSERT_TRUE(
      stub_->ListProblemVersions(Context().get(), request, &response).ok());
  ASSERT_EQ(response.versions_size(), 2);
  EXPECT_EQ(response.versions(0).version(), 2);
  EXPECT_EQ(response.versions(1).version(), 1);
  EXPECT_EQ(response.versions(1).create_time().seconds(), 1'700'000'001);
  request.set_problem_id("none");
  EXPECT_EQ(stub_->ListProblemVersions(Context().get(), request, &response)
                .error_code(),
            grpc::NOT_FOUND);
}

TEST_F(ProblemFilesTest, AnArchivedProblemTakesNoSubmissions) {
  ASSERT_TRUE(Archive("sum", true).ok());
  EXPECT_EQ(Submit().error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_THAT(Listed(false), ElementsAre());
  EXPECT_THAT(Listed(true), ElementsAre("sum archived"));
  ASSERT_TRUE(Archive("sum", false).ok());
  EXPECT_TRUE(Submit().ok());
  EXPECT_THAT(Listed(false), ElementsAre("sum"));
  EXPECT_EQ(Archive("none", true).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Archive("No Id", true).error_code(), grpc::INVALID_ARGUMENT);
}

TEST_F(ProblemFilesTest, SamplesThatAreLinesOfAFileAreShownAsSuch) {
  Problem problem;
  TestCase test;
  test.sample = true;
  test.input_path = File("in", "[1]\n[22]\n").path;
  test.answer_path = File("ans", "1\n22\n").path;
  test.name = "sample/1:2";
  test.input_slice = Slice{4, 5};
  test.answer_slice = Slice{2, 3};
  problem.tests = {test};
  Add({}, problem);
  v1::GetProblemRequest request;
  request.set_problem_id("full");
  v1::GetProblemResponse response;
  ASSERT_TRUE(stub_->GetProblem(Context().get(), request, &response).ok());
  ASSERT_EQ(response.problem().samples_size(), 1);
  EXPECT_EQ(response.problem().samples(0).input(), "[22]\n");
  EXPECT_EQ(response.problem().samples(0).answer(), "22\n");
}

}  // namespace
}  // namespace gavel::judge
