// Uploads problems to a server, and looks that nothing stays in its spool.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_UPLOAD_FIXTURE_H_
#define GAVEL_TESTS_JUDGE_SERVICE_UPLOAD_FIXTURE_H_

#include <gtest/gtest.h>

#include <filesystem>
#include <memory>
#include <vector>

#include "gavel/v1/problem_service.grpc.pb.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {

class UploadFixture : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    options().max_upload = MiB(4);
  }
  void TearDown() override {
    EXPECT_TRUE(std::filesystem::is_empty(spool_directory()));
    ServiceTest::TearDown();
  }

  // With the options that were set until now.
  void Connect() {
    Start();
    stub_ = v1::ProblemService::NewStub(channel_);
  }

  // Leaves the answer in uploaded_.
  grpc::Status Upload(const std::vector<v1::UploadProblemRequest>& parts) {
    uploaded_.Clear();
    const auto context = Context();
    const auto writer = stub_->UploadProblem(context.get(), &uploaded_);
    for (const v1::UploadProblemRequest& part : parts) {
      if (!writer->Write(part)) break;
    }
    writer->WritesDone();
    return writer->Finish();
  }

  std::unique_ptr<v1::ProblemService::Stub> stub_;
  v1::UploadProblemResponse uploaded_;
};

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_UPLOAD_FIXTURE_H_
