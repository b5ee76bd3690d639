// Which server a command talks to, and how one shows it who one is.
//
// Shape:   a flag counts before its variable of the environment. The token is
//          that of --token-file, else $GAVEL_TOKEN, else of the file
//          $GAVEL_TOKEN_FILE, else of ~/.config/gavel/token, else none
// Errors:  what cannot be read, and why; InvalidArgument for a file that holds
//          no token. Never what it holds
// Threads: blocks on files; no shared state
#ifndef GAVEL_CLI_ENDPOINT_H_
#define GAVEL_CLI_ENDPOINT_H_

#include <grpcpp/security/credentials.h>
#include <grpcpp/support/client_interceptor.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "cli/flags.h"

namespace gavel::cli {

struct Endpoint {
  std::string server = {};
  // Empty to look at the other places.
  std::string token_file = {};
  // Also if any of those below is set.
  bool tls = false;
  // PEM files. Empty for the system's authorities, and for no certificate of
  // our own.
  std::string tls_ca = {};
  std::string tls_cert = {};
  std::string tls_key = {};
};

// As the environment says: $GAVEL_SERVER or this machine, $GAVEL_TLS_CA,
// $GAVEL_TLS_CERT, $GAVEL_TLS_KEY.
Endpoint DefaultEndpoint();

bool UsesTls(const Endpoint& endpoint);

// All, or all but the one that says which server.
void AddEndpointFlags(Endpoint* endpoint, Flags* flags);
void AddCredentialFlags(Endpoint* endpoint, Flags* flags);

// Empty for none.
absl::StatusOr<std::string> FindToken(const Endpoint& endpoint);

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeCredentials(
    const Endpoint& endpoint);

// Sends the token with each call of a channel.
std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>
MakeTokenSender(const std::string& token);

}  // namespace gavel::cli

#endif  // GAVEL_CLI_ENDPOINT_H_
