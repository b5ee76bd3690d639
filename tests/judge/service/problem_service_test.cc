#include "judge/service/problem_service.h"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>

#include "gavel/v1/problem_service.grpc.pb.h"
#include "tests/judge/service/upload_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

class ProblemServiceTest : public UploadFixture {
 protected:
  void SetUp() override {
    UploadFixture::SetUp();
    options().problems.max_uploads = 1;
    Connect();
  }

  // A package of one sample; with one more file if it is named.
  std::string PackageDirectory(const std::string& more = "") {
    const std::string package = directory() + "/twice";
    std::filesystem::create_directories(package + "/data/sample");
    std::filesystem::create_directories(package + "/data/secret");
    WriteFile(package + "/problem.yaml",
              "problem_format_version: 2025-09\n"
              "name: Twice\n"
              "uuid: 7b5a3b9c-6a3f-4f0e-9b57-0d5a4a1e3c11\n"
              "limits:\n  time_limit: 1\n");
    for (const char* test : {"/data/sample/1", "/data/secret/1"}) {
      WriteFile(package + test + ".in", "1\n");
      WriteFile(package + test + ".ans", "2\n");
    }
    if (!more.empty()) {
      const std::filesystem::path path = package + "/" + more;
      std::filesystem::create_directories(path.parent_path());
      WriteFile(path.string(), "");
    }
    return package;
  }

  // The same as a zip.
  std::string PackageZip(const std::string& more = "") {
    const std::string zip = directory() + "/twice.zip";
    const absl::Status status = package::PackZip(PackageDirectory(more), zip);
    EXPECT_TRUE(status.ok()) << status;
    return ReadFile(zip);
  }

  static v1::UploadProblemRequest Header(const std::string& id) {
    v1::UploadProblemRequest request;
    request.mutable_header()->set_problem_id(id);
    return request;
  }
  static v1::UploadProblemRequest Chunk(const std::string& bytes) {
    v1::UploadProblemRequest request;
    request.set_chunk(bytes);
    return request;
  }

  static std::string ReadFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), {}};
  }

  grpc::Status Get(const std::string& id, int version) {
    v1::GetProblemRequest request;
    request.set_problem_id(id);
    request.set_version(version);
    return stub_->GetProblem(Context().get(), request, &got_);
  }

  v1::GetProblemResponse got_;
};

TEST_F(ProblemServiceTest, StoresAPackageThatComesInPieces) {
  const std::string zip = PackageZip();
  std::vector<v1::UploadProblemRequest> parts = {Header("twice")};
  for (size_t i = 0; i < zip.size(); i += 100) {
    parts.push_back(Chunk(zip.substr(i, 100)));
  }
  const grpc::Status status = Upload(parts);
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(uploaded_.problem().id(), "twice");
  EXPECT_EQ(uploaded_.problem().version(), 1);
  EXPECT_EQ(uploaded_.problem().title(), "Twice");
  EXPECT_EQ(uploaded_.problem().test_count(), 2);
  EXPECT_EQ(uploaded_.problem().limits().cpu_time_ms(), 1000);
  EXPECT_TRUE(store_.GetProblem("twice", 1).ok());
}

TEST_F(ProblemServiceTest, TakesTheIdOfTheHeader) {
  const grpc::Status status = Upload({Header("other"), Chunk(PackageZip())});
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(uploaded_.problem().id(), "other");
}

TEST_F(ProblemServiceTest, RefusesAZipThatIsBroken) {
  const grpc::Status status =
      Upload({Header("twice"), Chunk("this is no zip file")});
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_NE(status.error_message(), "");
  EXPECT_FALSE(store_.GetProblem("twice", std::nullopt).ok());
}

TEST_F(ProblemServiceTest, RefusesAPackageWithAValidatorThatCannotBeRun) {
  const grpc::Status status =
      Upload({Header(""), Chunk(PackageZip("output_validator/check.cpp"))});
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(),
            "output_validator/check.cpp: there is no runtime for cpp");
}

TEST_F(ProblemServiceTest, RefusesAZipThatIsCutOff) {
  const std::string zip = PackageZip();
  const grpc::Status status =
      Upload({Header("twice"), Chunk(zip.substr(0, zip.size() - 10))});
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_FALSE(store_.GetProblem("twice", std::nullopt).ok());
}

TEST_F(ProblemServiceTest, RefusesMessagesOutOfOrder) {
  struct Case {
    std::vector<v1::UploadProblemRequest> parts;
    const char* message;
  };
  const std::vector<Case> cases = {
      {{Chunk("x")}, "must be the header"},
      {{}, "no header"},
      {{Header("a"), Header("a")}, "second header"},
      {{v1::UploadProblemRequest()}, "neither a header nor a chunk"},
      {{Header("../a")}, "problem_id \"../a\""},
      {{Header("a")}, ""},
  };
  for (const Case& bad : cases) {
    const grpc::Status status = Upload(bad.parts);
    EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT) << bad.message;
    EXPECT_THAT(status.error_message(), HasSubstr(bad.message));
  }
}

TEST_F(ProblemServiceTest, RefusesMoreThanItTakes) {
  const grpc::Status chunk =
      Upload({Header("a"), Chunk(std::string((2 << 20) + 1, 'x'))});
  EXPECT_EQ(chunk.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(chunk.error_message(), HasSubstr("over 2 MiB"));

  const std::string part(1 << 20, 'x');
  const grpc::Status whole = Upload({Header("a"), Chunk(part), Chunk(part),
                                     Chunk(part), Chunk(part), Chunk("x")});
  EXPECT_EQ(whole.error_code(), grpc::RESOURCE_EXHAUSTED);
  EXPECT_THAT(whole.error_message(), HasSubstr("over 4 MiB"));
}

TEST_F(ProblemServiceTest, LeavesNothingOfACancelledUpload) {
  const auto context = Context();
  const auto writer = stub_->UploadProblem(context.get(), &uploaded_);
  ASSERT_TRUE(writer->Write(Header("twice")));
  ASSERT_TRUE(writer->Write(Chunk(PackageZip())));
  context->TryCancel();
  EXPECT_EQ(writer->Finish().error_code(), grpc::CANCELLED);
  // There is one slot: it is free again when the server has cleaned up.
  grpc::Status status(grpc::RESOURCE_EXHAUSTED, "");
  while (status.error_code() == grpc::RESOURCE_EXHAUSTED) {
    status = Upload({Chunk("x")});
  }
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_TRUE(std::filesystem::is_empty(spool_directory()));
  EXPECT_FALSE(store_.GetProblem("twice", std::nullopt).ok());
}

TEST_F(ProblemServiceTest, BoundsTheUploadsAtATime) {
  const auto context = Context();
  const auto first = stub_->UploadProblem(context.get(), &uploaded_);
  ASSERT_TRUE(first->Write(Header("twice")));
  while (std::filesystem::is_empty(spool_directory())) {
  }
  v1::UploadProblemResponse response;
  const auto second_context = Context();
  const auto second = stub_->UploadProblem(second_context.get(), &response);
  second->WritesDone();
  EXPECT_EQ(second->Finish().error_code(), grpc::RESOURCE_EXHAUSTED);
  first->WritesDone();
  EXPECT_EQ(first->Finish().error_code(), grpc::INVALID_ARGUMENT);
}

TEST_F(ProblemServiceTest, ShowsAProblemWithItsSamples) {
  ASSERT_TRUE(Get("sum", 0).ok());
  EXPECT_EQ(got_.problem().title(), "Sum");
  EXPECT_EQ(got_.problem().limits().wall_time_ms(), 8000);
  ASSERT_EQ(got_.problem().samples_size(), 2);
  EXPECT_EQ(got_.problem().samples(0).name(), "sample/1");
  EXPECT_EQ(got_.problem().samples(0).input(), "1 2\n");
  EXPECT_EQ(got_.problem().samples(0).answer(), "3\n");
}

TEST_F(ProblemServiceTest, CutsSamplesAndNeverShowsSecretData) {
  Problem problem;
  problem.id = "large";
  WriteFile(directory() + "/large.in", std::string(100'000, 'x'));
  WriteFile(directory() + "/large.ans", "1\n");
  problem.tests = {{.name = "sample/1",
                    .sample = true,
                    .input_path = directory() + "/large.in",
                    .answer_path = directory() + "/large.ans"},
                   {.name = "secret/1",
                    .sample = false,
                    .input_path = directory() + "/large.in",
                    .answer_path = directory() + "/large.ans"}};
  ASSERT_TRUE(store_.AddProblem(problem).ok());
  ASSERT_TRUE(Get("large", 0).ok());
  ASSERT_EQ(got_.problem().samples_size(), 1);
  EXPECT_EQ(got_.problem().samples(0).input().size(), 65536U);
}

TEST_F(ProblemServiceTest, RefusesProblemsThatAreNotThere) {
  EXPECT_EQ(Get("nope", 0).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Get("sum", 9).error_code(), grpc::NOT_FOUND);
  EXPECT_EQ(Get("sum", -1).error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_EQ(Get("No Id", 0).error_code(), grpc::INVALID_ARGUMENT);
}

TEST_F(ProblemServiceTest, ListsProblemsById) {
  Problem problem;
  problem.id = "a";
  ASSERT_TRUE(store_.AddProblem(problem).ok());
  v1::ListProblemsRequest request;
  request.set_page_size(1);
  v1::ListProblemsResponse response;
  ASSERT_TRUE(stub_->ListProblems(Context().get(), request, &response).ok());
  ASSERT_EQ(response.problems_size(), 1);
  EXPECT_EQ(response.problems(0).id(), "a");
  request.set_page_token(response.next_page_token());
  ASSERT_TRUE(stub_->ListProblems(Context().get(), request, &response).ok());
  ASSERT_EQ(response.problems_size(), 1);
  EXPECT_EQ(response.problems(0).id(), "sum");
  EXPECT_EQ(response.problems(0).limits().cpu_time_ms(), 2000);
  request.set_page_size(-1);
  EXPECT_EQ(
      stub_->ListProblems(Context().get(), request, &response).error_code(),
      grpc::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace gavel::judge
