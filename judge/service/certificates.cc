#include "judge/service/certificates.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <cerrno>
#include <cstdio>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/status_macros.h"

namespace gavel::judge {
namespace {

using File = std::unique_ptr<FILE, int (*)(FILE*)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;
using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;

absl::StatusOr<File> Open(const std::string& path) {
  File file(std::fopen(path.c_str(), "rbe"), &std::fclose);
  if (file != nullptr) return file;
  return absl::ErrnoToStatus(errno, absl::StrCat("opening ", path));
}

// Nobody is asked for a password.
int NoPassword(char* /*buffer*/, int /*size*/, int /*writing*/,
               void* /*context*/) {
  return 0;
}

absl::StatusOr<Certificate> ReadCertificate(const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const File file, Open(path));
  Certificate certificate(
      PEM_read_X509(file.get(), nullptr, &NoPassword, nullptr), &X509_free);
  if (certificate != nullptr) return certificate;
  ERR_clear_error();
  return absl::InvalidArgumentError(
      absl::StrCat(path, " holds no certificate in PEM"));
}

absl::StatusOr<Key> ReadKey(const std::string& path) {
  GAVEL_ASSIGN_OR_RETURN(const File file, Open(path));
  Key key(PEM_read_PrivateKey(file.get(), nullptr, &NoPassword, nullptr),
          &EVP_PKEY_free);
  if (key != nullptr) return key;
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat(
      path, " holds no private key in PEM that needs no password"));
}

}  // namespace

absl::Status CheckCertificates(const std::string& path) {
  return ReadCertificate(path).status();
}

absl::Status CheckKeyPair(const std::string& certificate_path,
                          const std::string& key_path) {
  GAVEL_ASSIGN_OR_RETURN(const Certificate certificate,
                         ReadCertificate(certificate_path));
  GAVEL_ASSIGN_OR_RETURN(const Key key, ReadKey(key_path));
  if (X509_check_private_key(certificate.get(), key.get()) == 1) {
    return absl::OkStatus();
  }
  ERR_clear_error();
  return absl::InvalidArgumentError(absl::StrCat(
      key_path, " is not the key of the certificate ", certificate_path));
}

}  // namespace gavel::judge
