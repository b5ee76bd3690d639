#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "cli/client.h"
#include "cli/commands.h"
#include "cli/explain.h"
#include "cli/flags.h"
#include "cli/format.h"
#include "cli/json.h"
#include "cli/terminal.h"
#include "gavel/v1/submission_service.grpc.pb.h"

namespace gavel::cli {
namespace {

// It waits for a slot, and then is judged.
constexpr absl::Duration kReplayDeadline = absl::Hours(1);

}  // namespace

int ReplayCommand(const std::vector<std::string>& args) {
  Endpoint endpoint = DefaultEndpoint();
  bool json = false;
  Flags flags("gavel replay ID [flags]",
              "Judges a submission once more as it was judged, and says what "
              "differs. Nothing that\nis stored changes. Exit status: 0 the "
              "same result, 1 another, 2 error.");
  flags.Switch("json", "both judgements and what differs, as JSON", &json);
  AddEndpointFlags(&endpoint, &flags);
  std::vector<std::string> arguments;
  if (auto exit = flags.ParseOrExit(args, {1, 1}, &arguments)) return *exit;

  const auto channel = Connect(endpoint);
  if (!channel.ok()) return Fail(channel.status().message());
  grpc::ClientContext context;
  SetDeadline(kReplayDeadline, &context);
  v1::ReplaySubmissionRequest request;
  request.set_submission_id(arguments[0]);
  v1::ReplaySubmissionResponse response;
  const grpc::Status status =
      v1::SubmissionService::NewStub(*channel)->ReplaySubmission(
          &context, request, &response);
  if (!status.ok()) return Fail(endpoint.server, status);
  Print(json ? ToJson(response) : FormatReplay(response));
  return IsSameResult(response) ? kExitOk : kExitNotAccepted;
}

}  // namespace gavel::cli
