#include "judge/service/tls.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include "core/status_macros.h"
#include "judge/service/certificates.h"

namespace gavel::judge {

using grpc::experimental::FileWatcherCertificateProvider;
using grpc::experimental::TlsServerCredentialsOptions;

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> MakeServerCredentials(
    const TlsOptions& options) {
  if (options.certificate_file.empty() != options.key_file.empty()) {
    return absl::InvalidArgumentError(
        "--tls-cert and --tls-key go together: a certificate and its key");
  }
  const bool mutual = !options.client_ca_file.empty();
  if (!options.enabled()) {
    if (!mutual) return grpc::InsecureServerCredentials();
    return absl::InvalidArgumentError(
        "--tls-client-ca is of no use without --tls-cert and --tls-key");
  }
  GAVEL_RETURN_IF_ERROR(
      CheckKeyPair(options.certificate_file, options.key_file));
  if (mutual) {
    GAVEL_RETURN_IF_ERROR(CheckCertificates(options.client_ca_file));
  }
  TlsServerCredentialsOptions tls(
      std::make_shared<FileWatcherCertificateProvider>(
          options.key_file, options.certificate_file, options.client_ca_file,
          static_cast<unsigned>(absl::ToInt64Seconds(options.reload))));
  tls.watch_identity_key_cert_pairs();
  if (mutual) {
    tls.watch_root_certs();
    tls.set_cert_request_type(
        GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  }
  return grpc::experimental::TlsServerCredentials(tls);
}

}  // namespace gavel::judge
