#include "judge/local/certificate.h"

#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

namespace gavel::judge {
namespace {

using Key = std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)>;
using Certificate = std::unique_ptr<X509, decltype(&X509_free)>;

class CertificateTest : public testing::Test {
 protected:
  static std::string Path(const std::string& name) {
    return absl::StrCat(testing::TempDir(), "certificate-", getpid(), "-",
                        name);
  }

  // A new key; a certificate of its own that is valid for so long.
  static void Write(const std::string& name, int seconds) {
    const Key key(EVP_EC_gen("P-256"), EVP_PKEY_free);
    const Certificate certificate(X509_new(), X509_free);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), 0);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), seconds);
    X509_set_pubkey(certificate.get(), key.get());
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    FILE* file = std::fopen(Path(name + ".pem").c_str(), "w");
    PEM_write_X509(file, certificate.get());
    std::fclose(file);
    file = std::fopen(Path(name + ".key").c_str(), "w");
    PEM_write_PrivateKey(file, key.get(), nullptr, nullptr, 0, nullptr,
                         nullptr);
    std::fclose(file);
    chmod(Path(name + ".key").c_str(), 0600);
  }
};

TEST_F(CertificateTest, TellsWhenItEnds) {
  const absl::Time before = absl::Now();
  Write("good", 3600);
  const TlsFile found = LookAtCertificate(Path("good.pem"));
  EXPECT_EQ(found.error, "");
  ASSERT_TRUE(found.expires.has_value());
  EXPECT_GE(*found.expires, before + absl::Seconds(3599));
  EXPECT_LE(*found.expires, absl::Now() + absl::Seconds(3600));
}

TEST_F(CertificateTest, WhatIsNoCertificateIsSaid) {
  std::ofstream(Path("none.pem")) << "-----BEGIN NOTHING-----\n";
  EXPECT_EQ(LookAtCertificate(Path("none.pem")).error,
            "there is no certificate in it");
}

TEST_F(CertificateTest, AKeyBelongsToItsCertificate) {
  Write("one", 3600);
  Write("other", 3600);
  EXPECT_EQ(LookAtKey(Path("one.key"), Path("one.pem")).error, "");
  EXPECT_EQ(LookAtKey(Path("one.key"), "").error, "");
  EXPECT_EQ(LookAtKey(Path("one.key"), Path("other.pem")).error,
            "it is not the key of the certificate");
}

TEST_F(CertificateTest, AKeyThatEverybodyMayReadIsNoSecret) {
  Write("open", 3600);
  chmod(Path("open.key").c_str(), 0644);
  EXPECT_EQ(LookAtKey(Path("open.key"), "").error, "everybody may read it");
}

TEST_F(CertificateTest, WhatIsNoKeyIsSaid) {
  Write("x", 3600);
  chmod(Path("x.pem").c_str(), 0600);
  EXPECT_EQ(LookAtKey(Path("x.pem"), "").error,
            "there is no private key in it, or it has a password");
}

}  // namespace
}  // namespace gavel::judge
