#include "judge/service/listen_address.h"

#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/service/address.h"

namespace gavel::judge {
namespace {

using Found = std::unique_ptr<addrinfo, decltype(&freeaddrinfo)>;

// At least one.
absl::StatusOr<Found> Resolve(const std::string& address) {
  GAVEL_ASSIGN_OR_RETURN(const HostAndPort split, SplitAddress(address));
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  const int error =
      getaddrinfo(split.host.c_str(), split.port.c_str(), &hints, &found);
  if (error == 0) return Found(found, &freeaddrinfo);
  return absl::InvalidArgumentError(
      absl::StrCat("address \"", address, "\": ", gai_strerror(error)));
}

bool IsLoopback(const sockaddr& address) {
  if (address.sa_family == AF_INET) {
    sockaddr_in four;
    std::memcpy(&four, &address, sizeof(four));
    return ntohl(four.sin_addr.s_addr) >> 24 == IN_LOOPBACKNET;
  }
  if (address.sa_family == AF_INET6) {
    sockaddr_in6 six;
    std::memcpy(&six, &address, sizeof(six));
    return IN6_IS_ADDR_LOOPBACK(&six.sin6_addr);
  }
  return false;
}

}  // namespace

absl::Status CheckAddress(const std::string& address) {
  return SplitAddress(address).status();
}

absl::Status CheckLoopback(const std::string& address) {
  GAVEL_ASSIGN_OR_RETURN(const Found found, Resolve(address));
  for (const addrinfo* one = found.get(); one != nullptr; one = one->ai_next) {
    if (IsLoopback(*one->ai_addr)) continue;
    return absl::FailedPreconditionError(absl::StrCat(
        "listening on ", address,
        ": other machines can reach it, and without TLS anybody on the way "
        "reads tokens and sources; give --tls-cert and --tls-key, or "
        "--allow-plaintext if something in front encrypts"));
  }
  return absl::OkStatus();
}

absl::Status WhyNotListening(const std::string& address) {
  GAVEL_ASSIGN_OR_RETURN(const Found found, Resolve(address));
  int bind_errno = 0;
  const OwnedFd probe(socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!probe.ok() || bind(probe.get(), found->ai_addr, found->ai_addrlen) < 0) {
    bind_errno = errno;
  }
  if (bind_errno == EADDRINUSE) {
    return absl::AlreadyExistsError(
        absl::StrCat("address ", address, " is taken by another process"));
  }
  return absl::ErrnoToStatus(bind_errno == 0 ? EADDRNOTAVAIL : bind_errno,
                             absl::StrCat("listening on ", address));
}

}  // namespace gavel::judge
