// Uploads as lists of files, of which only those are sent that are missing.
#include <gmock/gmock.h>

#include <string>
#include <utility>
#include <vector>

#include "core/sha256.h"
#include "gavel/v1/problem_service.grpc.pb.h"
#include "tests/judge/service/upload_fixture.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;

std::string HashOf(const std::string& content) {
  Sha256Hasher hasher;
  hasher.Update(content);
  return std::string(hasher.Finish().view());
}

// A package by content, in the order of its files.
using Files = std::vector<std::pair<std::string, std::string>>;

Files Twice() {
  return {{"problem.yaml",
           "problem_format_version: 2025-09\n"
           "name: Twice\n"
           "uuid: 7b5a3b9c-6a3f-4f0e-9b57-0d5a4a1e3c11\n"
           "limits:\n  time_limit: 1\n"},
          {"data/sample/1.in", "1\n"},
          {"data/sample/1.ans", "2\n"},
          {"data/secret/1.in", ""},
          {"data/secret/1.ans", "2\n"}};
}

class FileUploadTest : public UploadFixture {
 protected:
  void SetUp() override {
    UploadFixture::SetUp();
    options().problems.zip.entries = 20;
    options().problems.zip.total = MiB(1);
    Connect();
  }

  static v1::UploadProblemRequest Header(const Files& files) {
    v1::UploadProblemRequest request;
    request.mutable_header()->set_problem_id("twice");
    for (const auto& [name, content] : files) {
      auto* file = request.mutable_header()->add_files();
      file->set_name(name);
      file->set_sha256(HashOf(content));
      file->set_size_bytes(static_cast<int64_t>(content.size()));
    }
    return request;
  }

  static v1::UploadProblemRequest Part(int file, const std::string& data) {
    v1::UploadProblemRequest request;
    request.mutable_file_part()->set_file(file);
    request.mutable_file_part()->set_data(data);
    return request;
  }

  // How many of the files the server lacks.
  int Missing(const Files& files) {
    v1::CheckUploadRequest request;
    for (const auto& [name, content] : files) {
      request.add_sha256(HashOf(content));
    }
    v1::CheckUploadResponse response;
    const grpc::Status status =
        stub_->CheckUpload(Context().get(), request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response.missing_size();
  }
};

TEST_F(FileUploadTest, StoresAPackageThatComesFileByFile) {
  const Files files = Twice();
  EXPECT_EQ(Missing(files), 5);
  // In any order, in pieces, equal content once.
  const grpc::Status status =
      Upload({Header(files), Part(3, ""), Part(4, "2"), Part(4, "\n"),
              Part(0, files[0].second.substr(0, 10)),
              Part(0, files[0].second.substr(10)), Part(1, files[1].second)});
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(uploaded_.problem().id(), "twice");
  EXPECT_EQ(uploaded_.problem().version(), 1);
  EXPECT_EQ(uploaded_.problem().test_count(), 2);
  EXPECT_EQ(Missing(files), 0);
}

TEST_F(FileUploadTest, AnUploadThatBrokeOffNeedNotSendAgainWhatCame) {
  const Files files = Twice();
  EXPECT_FALSE(
      Upload({Header(files), Part(0, files[0].second), Part(1, "1")}).ok());
  EXPECT_EQ(Missing(files), 4);
  const grpc::Status status = Upload(
      {Header(files), Part(1, files[1].second), Part(2, "2\n"), Part(3, "")});
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(FileUploadTest, ARepeatedUploadSendsNothing) {
  const Files files = Twice();
  ASSERT_TRUE(Upload({Header(files), Part(0, files[0].second),
                      Part(1, files[1].second), Part(2, "2\n"), Part(3, "")})
                  .ok());
  const grpc::Status status = Upload({Header(files)});
  ASSERT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(uploaded_.problem().title(), "Twice");
}

TEST_F(FileUploadTest, RefusesAFileThatNeverCame) {
  const grpc::Status status = Upload({Header(Twice())});
  EXPECT_EQ(status.error_code(), grpc::FAILED_PRECONDITION);
  EXPECT_THAT(status.error_message(), HasSubstr("problem.yaml: was not sent"));
}

TEST_F(FileUploadTest, RefusesNamesThatLeaveThePackage) {
  for (const char* name :
       {"../problem.yaml", "/etc/passwd", "data/../../x", "a//b", "", ".",
        "data/.git/config", "a b", "a\\b", "data/", "a/./b", ".hidden", "-rf",
        "\xe2\x80\xae.txt"}) {
    const grpc::Status status = Upload({Header({{name, ""}}), Part(0, "")});
    EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT) << name;
    EXPECT_THAT(status.error_message(), HasSubstr("is not a relative path"));
  }
}

TEST_F(FileUploadTest, RefusesAFileThatIsThereTwice) {
  for (const char* second : {"data", "data/x", "data/x/y"}) {
    const grpc::Status status =
        Upload({Header({{"data/x", ""}, {second, ""}}), Part(0, "")});
    EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT) << second;
    EXPECT_THAT(status.error_message(), HasSubstr("in the package twice"));
  }
}

struct BadUpload {
  const char* message;
  std::vector<v1::UploadProblemRequest> parts;
};

TEST_F(FileUploadTest, RefusesPartsThatDoNotFitTheList) {
  v1::UploadProblemRequest chunk;
  chunk.set_chunk("x");
  v1::UploadProblemRequest short_hash = Header(Twice());
  short_hash.mutable_header()->mutable_files(0)->set_sha256("short");
  v1::UploadProblemRequest negative = Header(Twice());
  negative.mutable_header()->mutable_files(0)->set_size_bytes(-1);
  const std::vector<BadUpload> cases = {
      {"more than its 2 bytes", {Header(Twice()), Part(1, "1\nx")}},
      {"is not that of its SHA-256", {Header(Twice()), Part(1, "2\n")}},
      {"part of file 5 of 5", {Header(Twice()), Part(5, "")}},
      {"part of file -1", {Header(Twice()), Part(-1, "")}},
      {"before all of data/sample/1.in",
       {Header(Twice()), Part(1, "1"), Part(2, "2\n")}},
      {"is cut off", {Header(Twice()), Part(1, "1")}},
      {"header lists files", {Header(Twice()), chunk}},
      {"no header that lists files", {Part(0, "")}},
      {"has 5 bytes, not 32", {short_hash}},
      {"is negative", {negative}},
  };
  for (const BadUpload& bad : cases) {
    const grpc::Status status = Upload(bad.parts);
    EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT) << bad.message;
    EXPECT_THAT(status.error_message(), HasSubstr(bad.message));
  }
}

TEST_F(FileUploadTest, RefusesASizeThatIsNotThatOfTheStoredFile) {
  WriteFile(directory() + "/kept", "1\n");
  ASSERT_TRUE(store_.AddFile(directory() + "/kept").ok());
  v1::UploadProblemRequest header = Header({{"a", "1\n"}});
  header.mutable_header()->mutable_files(0)->set_size_bytes(3);
  const grpc::Status status = Upload({header});
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("its size is not 3"));
}

TEST_F(FileUploadTest, RefusesMoreThanItTakes) {
  Files many;
  for (int i = 0; i < 21; ++i) many.push_back({std::to_string(i), ""});
  EXPECT_EQ(Upload({Header(many)}).error_code(), grpc::RESOURCE_EXHAUSTED);
  // Claimed is enough, and sums do not overflow.
  for (const int64_t size : {int64_t{1} << 19, INT64_MAX}) {
    v1::UploadProblemRequest header =
        Header({{"a", "x"}, {"b", "y"}, {"c", "z"}});
    for (auto& file : *header.mutable_header()->mutable_files()) {
      file.set_size_bytes(size);
    }
    EXPECT_EQ(Upload({header}).error_code(), grpc::RESOURCE_EXHAUSTED) << size;
  }
}

TEST_F(FileUploadTest, TellsWhatIsWrongWithThePackage) {
  Files files = Twice();
  files.pop_back();
  std::vector<v1::UploadProblemRequest> parts = {Header(files)};
  for (int i = 0; i < 4; ++i) {
    parts.push_back(Part(i, files[static_cast<size_t>(i)].second));
  }
  const grpc::Status status = Upload(parts);
  EXPECT_EQ(status.error_code(), grpc::INVALID_ARGUMENT);
  EXPECT_THAT(status.error_message(), HasSubstr("data/secret/1.in"));
  EXPECT_FALSE(store_.GetProblem("twice", std::nullopt).ok());
}

TEST_F(FileUploadTest, ChecksOnlyHashes) {
  v1::CheckUploadRequest request;
  request.add_sha256("short");
  v1::CheckUploadResponse response;
  EXPECT_EQ(
      stub_->CheckUpload(Context().get(), request, &response).error_code(),
      grpc::INVALID_ARGUMENT);
  request.clear_sha256();
  for (int i = 0; i < 21; ++i) request.add_sha256(std::string(32, 'x'));
  EXPECT_EQ(
      stub_->CheckUpload(Context().get(), request, &response).error_code(),
      grpc::INVALID_ARGUMENT);
}

}  // namespace
}  // namespace gavel::judge
