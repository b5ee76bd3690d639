#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/format.h"
#include "cli/terminal.h"
#include "gavel/v1/problem_service.grpc.pb.h"

namespace gavel::cli {
namespace {

// As it is for a file; a terminal gets nothing that moves its cursor.
std::string ForStdout(const std::string& source) {
  return StdoutIsTerminal() ? EscapeLines(source, "") : source;
}

}  // namespace

int PrintTemplates(const Endpoint& endpoint, const std::string& problem_id,
                   const std::string& language) {
  const absl::StatusOr<std::shared_ptr<grpc::Channel>> channel =
      Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  grpc::ClientContext context;
  SetDeadline(kCallDeadline, &context);
  v1::GetProblemRequest request;
  request.set_problem_id(problem_id);
  v1::GetProblemResponse response;
  const grpc::Status status = v1::ProblemService::NewStub(*channel)->GetProblem(
      &context, request, &response);
  if (!status.ok()) return Fail(endpoint.server, status);
  std::vector<v1::Template> templates;
  for (v1::Template& one : *response.mutable_problem()->mutable_templates()) {
    if (one.language() == language) templates.push_back(std::move(one));
  }
  if (templates.empty()) {
    return Fail(absl::StrCat("problem ", Escape(problem_id),
                             " has no template in ", language));
  }
  for (const v1::Template& one : templates) {
    // Several files are told apart by a comment.
    if (templates.size() > 1) {
      Print(absl::StrCat("// ", Escape(one.file_name()), "\n"));
    }
    Print(ForStdout(one.source()));
  }
  return kExitOk;
}

}  // namespace gavel::cli
