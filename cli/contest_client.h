// A command's calls of the ContestService.
//
// Errors:  an exit status, after a complaint to stderr
// Threads: blocks; single-threaded
#ifndef GAVEL_CLI_CONTEST_CLIENT_H_
#define GAVEL_CLI_CONTEST_CLIENT_H_

#include <grpcpp/client_context.h>
#include <grpcpp/support/status.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "cli/client.h"
#include "cli/flags.h"
#include "gavel/v1/contest_service.grpc.pb.h"

namespace gavel::cli {

class ContestClient {
 public:
  using Stub = v1::ContestService::Stub;

  // Adds --server and the flags of credentials.
  explicit ContestClient(Flags& flags);

  // Before any call: an exit status if the server cannot be reached.
  std::optional<int> Open();

  // kExitOk, or another exit status.
  template <typename Request, typename Response>
  int Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                        Response*),
           const Request& request, Response* response) {
    grpc::ClientContext context;
    SetDeadline(kCallDeadline, &context);
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, response);
    return status.ok() ? kExitOk : Fail(endpoint_.server, status);
  }

  // Reads a stream until it ends, and again when it breaks, for up to a minute
  // without anything; everything comes again then. kExitOk when it ended well.
  template <typename Request, typename Response>
  int Watch(std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(
                grpc::ClientContext*, const Request&),
            const Request& request,
            const std::function<void(const Response&)>& on_event) {
    Patience patience;
    for (;;) {
      grpc::ClientContext context;
      SetDeadline(kWatchDeadline, &context);
      const auto reader = (stub_.get()->*method)(&context, request);
      Response response;
      while (reader->Read(&response)) {
        patience = {};
        on_event(response);
      }
      const grpc::Status status = reader->Finish();
      if (status.ok()) return kExitOk;
      if (!patience.WaitAfter(status)) return Fail(endpoint_.server, status);
    }
  }

  Stub& stub() { return *stub_; }
  const std::string& server() const { return endpoint_.server; }

 private:
  // When to try a broken stream again.
  class Patience {
   public:
    // Waits; false if it is not worth it, or no more.
    bool WaitAfter(const grpc::Status& status);

   private:
    absl::Duration waited_ = absl::ZeroDuration();
    absl::Duration pause_ = absl::Milliseconds(200);
  };

  static constexpr absl::Duration kWatchDeadline = absl::Minutes(10);

  Endpoint endpoint_ = DefaultEndpoint();
  std::unique_ptr<Stub> stub_;
};

}  // namespace gavel::cli

#endif  // GAVEL_CLI_CONTEST_CLIENT_H_
