#include "judge/local/certificate.h"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <time.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>

namespace gavel::judge {
namespace {

struct Close {
  void operator()(FILE* file) const { std::fclose(file); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};
template <typename T>
using Owned = std::unique_ptr<T, Close>;

// What the key is protected with is not asked for: a server cannot be asked.
int NoPassword(char* /*buffer*/, int /*size*/, int /*writing*/,
               void* /*data*/) {
  return -1;
}

Owned<X509> ReadCertificate(const std::string& path, std::string& error) {
  const Owned<FILE> file(std::fopen(path.c_str(), "re"));
  if (file == nullptr) {
    error = std::strerror(errno);
    return nullptr;
  }
  Owned<X509> certificate(
      PEM_read_X509(file.get(), nullptr, NoPassword, nullptr));
  if (certificate == nullptr) error = "there is no certificate in it";
  return certificate;
}

}  // namespace

TlsFile LookAtCertificate(const std::string& path) {
  TlsFile found{.path = path};
  const Owned<X509> certificate = ReadCertificate(path, found.error);
  tm end = {};
  if (certificate != nullptr &&
      ASN1_TIME_to_tm(X509_get0_notAfter(certificate.get()), &end) == 1) {
    found.expires = absl::FromTM(end, absl::UTCTimeZone());
  }
  return found;
}

TlsFile LookAtKey(const std::string& path, const std::string& certificate) {
  TlsFile found{.path = path};
  const Owned<FILE> file(std::fopen(path.c_str(), "re"));
  if (file == nullptr) {
    found.error = std::strerror(errno);
    return found;
  }
  struct stat mode = {};
  if (fstat(fileno(file.get()), &mode) == 0 && (mode.st_mode & 0007) != 0) {
    found.error = "everybody may read it";
    return found;
  }
  const Owned<EVP_PKEY> key(
      PEM_read_PrivateKey(file.get(), nullptr, NoPassword, nullptr));
  if (key == nullptr) {
    found.error = "there is no private key in it, or it has a password";
    return found;
  }
  std::string error;
  const Owned<X509> owner = ReadCertificate(certificate, error);
  if (owner != nullptr && X509_check_private_key(owner.get(), key.get()) != 1) {
    found.error = "it is not the key of the certificate";
  }
  return found;
}

}  // namespace gavel::judge
