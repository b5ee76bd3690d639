// TLS with certificates that the openssl command makes.
#include "judge/service/tls.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "gavel/v1/user_service.grpc.pb.h"
#include "judge/service/listen_address.h"
#include "tests/judge/service/service_test_base.h"

namespace gavel::judge {
namespace {

using ::testing::HasSubstr;

std::string Read(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

class TlsTest : public ServiceTest {
 protected:
  void SetUp() override {
    ServiceTest::SetUp();
    MakeCertificate("ca");
    MakeCertificate("server", "ca");
    options().tls = {.certificate_file = Path("server.pem"),
                     .key_file = Path("server.key"),
                     .client_ca_file = "",
                     .reload = absl::Seconds(1)};
  }

  std::string Path(const std::string& name) const {
    return absl::StrCat(directory(), "/", name);
  }

  // NAME.pem and NAME.key for this machine; an authority of its own unless
  // another one signs it.
  void MakeCertificate(const std::string& name, const std::string& ca = "") {
    std::string command = absl::StrCat(
        "cd ", directory(),
        " && openssl req -x509 -newkey ec -pkeyopt "
        "ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=",
        name, " -keyout ", name, ".key -out ", name, ".pem 2>/dev/null");
    if (!ca.empty()) {
      absl::StrAppend(&command, " -CA ", ca, ".pem -CAkey ", ca,
                      ".key -addext subjectAltName=IP:127.0.0.1"
                      " -addext basicConstraints=critical,CA:FALSE");
    }
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
  }

  grpc::SslCredentialsOptions Trusting(const std::string& ca) {
    return {.pem_root_certs = Read(Path(ca + ".pem")),
            .pem_private_key = "",
            .pem_cert_chain = ""};
  }

  // One call on a connection of its own.
  grpc::Status Call(
      const std::shared_ptr<grpc::ChannelCredentials>& credentials) {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    const auto stub = v1::UserService::NewStub(
        grpc::CreateCustomChannel(server_->address(), credentials, arguments));
    v1::GetCallerResponse response;
    return stub->GetCaller(Context().get(), {}, &response);
  }

  // Why a server with these options does not start.
  absl::Status WhyNot(const ServerOptions& options) {
    return Server::Start(options, {dispatcher_, store_, sandbox_, clock_,
                                   *users_, contests_})
        .status();
  }
};

TEST_F(TlsTest, CallsAreEncryptedAndPlaintextIsRefused) {
  Start();
  const grpc::Status status = Call(grpc::SslCredentials(Trusting("ca")));
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_EQ(Call(grpc::InsecureChannelCredentials()).error_code(),
            grpc::UNAVAILABLE);
}

TEST_F(TlsTest, AClientThatTrustsOthersDoesNotConnect) {
  MakeCertificate("other");
  Start();
  EXPECT_EQ(Call(grpc::SslCredentials(Trusting("other"))).error_code(),
            grpc::UNAVAILABLE);
}

TEST_F(TlsTest, ATokenIsNeededAllTheSame) {
  Start();
  const auto stub = v1::UserService::NewStub(grpc::CreateChannel(
      server_->address(), grpc::SslCredentials(Trusting("ca"))));
  v1::GetCallerResponse response;
  EXPECT_EQ(
      stub->GetCaller(AnonymousContext().get(), {}, &response).error_code(),
      grpc::UNAUTHENTICATED);
}

TEST_F(TlsTest, WithMutualTlsClientsNeedACertificateOfTheRightAuthority) {
  MakeCertificate("clients");
  MakeCertificate("friend", "clients");
  MakeCertificate("stranger", "ca");
  options().tls.client_ca_file = Path("clients.pem");
  Start();
  grpc::SslCredentialsOptions with = Trusting("ca");
  EXPECT_EQ(Call(grpc::SslCredentials(with)).error_code(), grpc::UNAVAILABLE)
      << "without a certificate";
  with.pem_cert_chain = Read(Path("stranger.pem"));
  with.pem_private_key = Read(Path("stranger.key"));
  EXPECT_EQ(Call(grpc::SslCredentials(with)).error_code(), grpc::UNAVAILABLE)
      << "with one of another authority";
  with.pem_cert_chain = Read(Path("friend.pem"));
  with.pem_private_key = Read(Path("friend.key"));
  const grpc::Status status = Call(grpc::SslCredentials(with));
  EXPECT_TRUE(status.ok()) << status.error_message();
}

TEST_F(TlsTest, ARenewedCertificateIsTakenWithoutARestart) {
  Start();
  ASSERT_TRUE(Call(grpc::SslCredentials(Trusting("ca"))).ok());
  MakeCertificate("new-ca");
  MakeCertificate("renewed", "new-ca");
  for (const char* suffix : {".key", ".pem"}) {
    std::filesystem::rename(Path(absl::StrCat("renewed", suffix)),
                            Path(absl::StrCat("server", suffix)));
  }
  // Ends as soon as the new one is there; the limit only ends a test that
  // hangs.
  const auto credentials = grpc::SslCredentials(Trusting("new-ca"));
  const absl::Time limit = absl::Now() + absl::Minutes(1);
  grpc::Status status;
  do {
    status = Call(credentials);
  } while (!status.ok() && absl::Now() < limit);
  EXPECT_TRUE(status.ok()) << status.error_message();
  EXPECT_FALSE(Call(grpc::SslCredentials(Trusting("ca"))).ok());
}

TEST_F(TlsTest, FilesThatAreOfNoUseAreNamedAtTheStart) {
  MakeCertificate("other");
  WriteFile(Path("empty"), "");
  WriteFile(Path("garbage"), "-----BEGIN CERTIFICATE-----\nAAAA\n");
  struct Row {
    std::string certificate;
    std::string key;
    std::string client_ca;
    std::string message;
  };
  const std::vector<Row> rows = {
      {"missing", "server.key", "", "/missing"},
      {"server.pem", "missing", "", "/missing"},
      {"empty", "server.key", "", "/empty holds no certificate"},
      {"garbage", "server.key", "", "/garbage holds no certificate"},
      {"server.key", "server.key", "", "/server.key holds no certificate"},
      {"server.pem", "server.pem", "", "/server.pem holds no private key"},
      {"server.pem", "other.key", "", "/other.key is not the key"},
      {"server.pem", "server.key", "missing", "/missing"},
      {"server.pem", "server.key", "garbage", "/garbage holds no certificate"}};
  for (const Row& row : rows) {
    ServerOptions bad = options();
    bad.tls.certificate_file = Path(row.certificate);
    bad.tls.key_file = Path(row.key);
    if (!row.client_ca.empty()) bad.tls.client_ca_file = Path(row.client_ca);
    EXPECT_THAT(std::string(WhyNot(bad).message()), HasSubstr(row.message));
  }
}

TEST_F(TlsTest, HalfOfTheFilesAreRefused) {
  ServerOptions bad = options();
  bad.tls.key_file.clear();
  EXPECT_THAT(std::string(WhyNot(bad).message()), HasSubstr("go together"));
  bad.tls.certificate_file.clear();
  bad.tls.client_ca_file = Path("ca.pem");
  EXPECT_THAT(std::string(WhyNot(bad).message()), HasSubstr("of no use"));
}

TEST_F(TlsTest, WithoutTlsOnlyThisMachineIsServedUnlessToldOtherwise) {
  ServerOptions open = options();
  open.tls = {};
  open.listen = "0.0.0.0:0";
  const absl::Status why = WhyNot(open);
  EXPECT_TRUE(absl::IsFailedPrecondition(why));
  EXPECT_THAT(std::string(why.message()), HasSubstr("--allow-plaintext"));
  open.allow_plaintext = true;
  EXPECT_TRUE(WhyNot(open).ok());
  open.allow_plaintext = false;
  open.tls = options().tls;
  EXPECT_TRUE(WhyNot(open).ok());
}

TEST(ListenAddressTest, WhichAddressesOtherMachinesReach) {
  for (const char* address :
       {"127.0.0.1:1", "127.8.9.10:1", "[::1]:1", "localhost:1"}) {
    EXPECT_TRUE(CheckLoopback(address).ok()) << address;
  }
  for (const char* address : {"0.0.0.0:1", "[::]:1", "10.0.0.1:1",
                              "128.0.0.1:1", "[::ffff:127.0.0.1]:1"}) {
    EXPECT_TRUE(absl::IsFailedPrecondition(CheckLoopback(address))) << address;
  }
  EXPECT_TRUE(absl::IsInvalidArgument(CheckLoopback("nonsense")));
}

}  // namespace
}  // namespace gavel::judge
