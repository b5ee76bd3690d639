#include "cli/endpoint.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"

namespace gavel::cli {
namespace {

// Of a token or a certificate.
constexpr size_t kMostFile = size_t{1} << 20;

std::string Environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

absl::StatusOr<std::string> ReadSmallFile(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(
      std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (file == nullptr) {
    return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
  }
  std::string text(kMostFile, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), file.get()));
  if (std::ferror(file.get()) != 0) {
    return absl::ErrnoToStatus(errno, absl::StrCat("reading ", path));
  }
  return text;
}

// What may stand in a header.
absl::StatusOr<std::string> CheckToken(absl::string_view text,
                                       const std::string& place) {
  const absl::string_view token = absl::StripAsciiWhitespace(text);
  const bool printable = std::all_of(
      token.begin(), token.end(), [](char c) { return '!' <= c && c <= '~'; });
  if (!token.empty() && printable) return std::string(token);
  return absl::InvalidArgumentError(absl::StrCat(place, " holds no token"));
}

absl::StatusOr<std::string> ReadToken(const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const std::string text, ReadSmallFile(path));
  return CheckToken(text, path);
}

class TokenSender final : public grpc::experimental::Interceptor {
 public:
  explicit TokenSender(const std::string& header) : header_(header) {}

  void Intercept(
      grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(
            grpc::experimental::InterceptionHookPoints::
                PRE_SEND_INITIAL_METADATA)) {
      methods->GetSendInitialMetadata()->emplace("authorization", header_);
    }
    methods->Proceed();
  }

 private:
  const std::string& header_;
};

class TokenSenders final
    : public grpc::experimental::ClientInterceptorFactoryInterface {
 public:
  explicit TokenSenders(const std::string& token)
      : header_(absl::StrCat("Bearer ", token)) {}

  // gRPC owns what it returns, which ends before the channel does.
  grpc::experimental::Interceptor* CreateClientInterceptor(
      grpc::experimental::ClientRpcInfo* /*info*/) override {
    return new TokenSender(header_);
  }

 private:
  const std::string header_;
};

}  // namespace

Endpoint DefaultEndpoint() {
  Endpoint endpoint;
  endpoint.server = Environment("GAVEL_SERVER");
  if (endpoint.server.empty()) endpoint.server = "127.0.0.1:50051";
  endpoint.tls_ca = Environment("GAVEL_TLS_CA");
  endpoint.tls_cert = Environment("GAVEL_TLS_CERT");
  endpoint.tls_key = Environment("GAVEL_TLS_KEY");
  return endpoint;
}

bool UsesTls(const Endpoint& endpoint) {
  return endpoint.tls || !endpoint.tls_ca.empty() || !endpoint.tls_cert.empty();
}

void AddEndpointFlags(Endpoint* endpoint, Flags* flags) {
  flags->Text("server", "ADDR", "default: $GAVEL_SERVER or 127.0.0.1:50051",
              &endpoint->server);
  AddCredentialFlags(endpoint, flags);
}

void AddCredentialFlags(Endpoint* endpoint, Flags* flags) {
  flags
      ->Text("token-file", "FILE",
             "default: $GAVEL_TOKEN, $GAVEL_TOKEN_FILE or "
             "~/.config/gavel/token",
             &endpoint->token_file)
      .Switch("tls", "encrypted, for a server that the system trusts",
              &endpoint->tls)
      .Text("tls-ca", "FILE",
            "encrypted, for a server that these authorities vouch for; "
            "default $GAVEL_TLS_CA",
            &endpoint->tls_ca)
      .Text("tls-cert", "FILE",
            "our own certificate, with --tls-key; default $GAVEL_TLS_CERT",
            &endpoint->tls_cert)
      .Text("tls-key", "FILE", "default $GAVEL_TLS_KEY", &endpoint->tls_key);
}

absl::StatusOr<std::string> FindToken(const Endpoint& endpoint) {
  if (!endpoint.token_file.empty()) return ReadToken(endpoint.token_file);
  if (const std::string token = Environment("GAVEL_TOKEN"); !token.empty()) {
    return CheckToken(token, "$GAVEL_TOKEN");
  }
  if (const std::string file = Environment("GAVEL_TOKEN_FILE"); !file.empty()) {
    return ReadToken(file);
  }
  const std::string home = Environment("HOME");
  if (home.empty()) return "";
  absl::StatusOr<std::string> token =
      ReadToken(absl::StrCat(home, "/.config/gavel/token"));
  return absl::IsNotFound(token.status()) ? "" : token;
}

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> MakeCredentials(
    const Endpoint& endpoint) {
  if (endpoint.tls_cert.empty() != endpoint.tls_key.empty()) {
    return absl::InvalidArgumentError(
        "--tls-cert and --tls-key go together: a certificate and its key");
  }
  const bool tls =
      endpoint.tls || !endpoint.tls_ca.empty() || !endpoint.tls_cert.empty();
  if (!tls) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  if (!endpoint.tls_ca.empty()) {
    GAVEL_ASSIGN_OR_RETURN(options.pem_root_certs,
                           ReadSmallFile(endpoint.tls_ca));
  }
  if (!endpoint.tls_cert.empty()) {
    GAVEL_ASSIGN_OR_RETURN(options.pem_cert_chain,
                           ReadSmallFile(endpoint.tls_cert));
    GAVEL_ASSIGN_OR_RETURN(options.pem_private_key,
                           ReadSmallFile(endpoint.tls_key));
  }
  return grpc::SslCredentials(options);
}

std::unique_ptr<grpc::experimental::ClientInterceptorFactoryInterface>
MakeTokenSender(const std::string& token) {
  return std::make_unique<TokenSenders>(token);
}

}  // namespace gavel::cli
