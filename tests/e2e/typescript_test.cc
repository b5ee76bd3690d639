// TypeScript through the API and on the command line.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/e2e/server.h"

namespace gavel::e2e {
namespace {

using ::testing::HasSubstr;

constexpr const char* kWrong =
    "enum E { A = 1 }\n"
    "const text: number = 'text';\n"
    "console.log(text, E.A);\n";

class TypeScriptServerTest : public testing::Test {
 protected:
  v1::ExecuteResponse Execute(const v1::ExecuteRequest& request) {
    grpc::ClientContext context;
    v1::ExecuteResponse response;
    const grpc::Status status =
        server_.executions().Execute(&context, request, &response);
    EXPECT_TRUE(status.ok()) << status.error_message();
    return response;
  }

  Server server_{absl::StrCat(MakeDirectory(), "/data")};
};

TEST_F(TypeScriptServerTest, RunsAndWarnsWhereThatIsAskedFor) {
  v1::ExecuteRequest request;
  request.set_language("typescript");
  request.set_source(kWrong);
  v1::ExecuteResponse response = Execute(request);
  EXPECT_EQ(response.stdout(), "text 1\n");
  EXPECT_EQ(response.warnings_size(), 0);

  request.set_type_check(true);
  response = Execute(request);
  EXPECT_EQ(response.stdout(), "text 1\n");
  EXPECT_EQ(response.execution().verdict(), v1::VERDICT_ACCEPTED);
  ASSERT_EQ(response.warnings_size(), 1);
  EXPECT_EQ(response.warnings(0).line(), 2);
  EXPECT_EQ(response.warnings(0).column(), 7);
  EXPECT_EQ(response.warnings(0).code(), 2322);
  EXPECT_EQ(response.warnings(0).text(),
            "Type 'string' is not assignable to type 'number'.");
}

TEST_F(TypeScriptServerTest, PlacesAreThoseOfTheSource) {
  v1::ExecuteRequest request;
  request.set_file_name("solution.ts");
  request.set_source("interface A {}\n\n  let a: = 1;");
  v1::ExecuteResponse response = Execute(request);
  EXPECT_EQ(response.execution().verdict(), v1::VERDICT_COMPILE_ERROR);
  EXPECT_EQ(response.execution().line(), 3);
  EXPECT_EQ(response.execution().column(), 10);

  request.set_source("interface A {}\ntype B = {};\nthrow new Error('why');");
  response = Execute(request);
  EXPECT_EQ(response.execution().verdict(), v1::VERDICT_RUN_TIME_ERROR);
  EXPECT_EQ(response.execution().line(), 3);
  EXPECT_THAT(response.stderr(),
              HasSubstr("solution.ts:3\nthrow new Error('why');\n"));
}

TEST(TypeScriptLocalTest, RunSaysWhatIsWrongAndGoesOn) {
  const std::string file = absl::StrCat(MakeDirectory(), "/main.ts");
  std::ofstream(file) << kWrong;
  EXPECT_EQ(RunGavel(absl::StrCat("run ", file, " 2>&1")).out, "text 1\n");
  const CommandResult result =
      RunGavel(absl::StrCat("run --type-check ", file, " 2>&1"));
  EXPECT_EQ(result.status, 0);
  EXPECT_EQ(result.out,
            "main.ts:2:7: warning TS2322: Type 'string' is not assignable to "
            "type 'number'.\ntext 1\n");
}

TEST(TypeScriptLocalTest, RunInterpretsTheCompilerToo) {
  const std::string file = absl::StrCat(MakeDirectory(), "/main.mts");
  std::ofstream(file) << "const x: number = await 3;\nconsole.log(x);\n";
  EXPECT_EQ(RunGavel(absl::StrCat("run --jitless ", file)).out, "3\n");
}

}  // namespace
}  // namespace gavel::e2e
