// The server's end of TLS, with certificates from files that are read again
// while it serves.
//
// Shape:   PEM files. Replace a certificate and its key by renaming new files
//          into place; connections that are open keep what they began with
// Errors:  InvalidArgument or what the system says, with the file's name, for
//          files that cannot be read, hold no certificate or do not belong
//          together. Only at the start: later ones that cannot be read are
//          not taken, and the ones before stay
// Threads: thread-safe; MakeServerCredentials blocks on the files
#ifndef GAVEL_JUDGE_SERVICE_TLS_H_
#define GAVEL_JUDGE_SERVICE_TLS_H_

#include <grpcpp/security/server_credentials.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace gavel::judge {

struct TlsOptions {
  // Both or neither; neither is no TLS.
  std::string certificate_file;
  std::string key_file;
  // Set: clients have to present a certificate of one of these authorities.
  std::string client_ca_file;
  // How often to look for new files; whole seconds.
  absl::Duration reload = absl::Seconds(10);

  bool enabled() const { return !certificate_file.empty(); }
};

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsOptions& options);

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_TLS_H_
