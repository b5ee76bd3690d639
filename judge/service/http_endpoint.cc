#include "judge/service/http_endpoint.h"

#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "core/owned_fd.h"
#include "core/status_macros.h"
#include "judge/service/address.h"

namespace gavel::judge {
namespace {

constexpr unsigned int kMostConnections = 64;
constexpr unsigned int kMostOfOneAddress = 16;
constexpr unsigned int kSecondsToAsk = 10;
// For the request line and the headers of a connection.
constexpr size_t kConnectionMemory = size_t{16} << 10;

struct FreeAddresses {
  void operator()(addrinfo* found) const { freeaddrinfo(found); }
};

absl::StatusOr<OwnedFd> Listen(const std::string& address) {
  GAVEL_ASSIGN_OR_RETURN(const HostAndPort split, SplitAddress(address));
  addrinfo hints = {};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  const int error =
      getaddrinfo(split.host.c_str(), split.port.c_str(), &hints, &list);
  if (error != 0) {
    return absl::InvalidArgumentError(
        absl::StrCat("address \"", address, "\": ", gai_strerror(error)));
  }
  const std::unique_ptr<addrinfo, FreeAddresses> found(list);
  OwnedFd fd(
      socket(found->ai_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  const int one = 1;
  if (fd.ok() &&
      setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) == 0 &&
      bind(fd.get(), found->ai_addr, found->ai_addrlen) == 0 &&
      listen(fd.get(), SOMAXCONN) == 0) {
    return fd;
  }
  if (errno == EADDRINUSE) {
    return absl::AlreadyExistsError(
        absl::StrCat("address ", address, " is taken by another process"));
  }
  return absl::ErrnoToStatus(errno, absl::StrCat("listening on ", address));
}

int PortOf(const OwnedFd& fd) {
  sockaddr_storage address = {};
  socklen_t size = sizeof(address);
  if (getsockname(fd.get(), reinterpret_cast<sockaddr*>(&address), &size) !=
      0) {
    return 0;
  }
  char port[NI_MAXSERV] = "";
  getnameinfo(reinterpret_cast<sockaddr*>(&address), size, nullptr, 0, port,
              sizeof(port), NI_NUMERICSERV);
  return std::atoi(port);
}

}  // namespace

class HttpEndpoint::Impl {
 public:
  explicit Impl(HttpHandlers handlers) : handlers_(std::move(handlers)) {}
  ~Impl() {
    if (daemon_ != nullptr) MHD_stop_daemon(daemon_);
  }

  absl::Status Start(const std::string& listen) {
    GAVEL_ASSIGN_OR_RETURN(OwnedFd fd, Listen(listen));
    address_ =
        absl::StrCat(listen.substr(0, listen.rfind(':')), ":", PortOf(fd));
    daemon_ = MHD_start_daemon(
        MHD_USE_POLL_INTERNAL_THREAD | MHD_USE_ITC, 0, nullptr, nullptr,
        &Impl::Answer, this,                 //
        MHD_OPTION_LISTEN_SOCKET, fd.get(),  //
        MHD_OPTION_CONNECTION_LIMIT, kMostConnections,
        MHD_OPTION_PER_IP_CONNECTION_LIMIT, kMostOfOneAddress,
        MHD_OPTION_CONNECTION_TIMEOUT, kSecondsToAsk,
        MHD_OPTION_CONNECTION_MEMORY_LIMIT, kConnectionMemory, MHD_OPTION_END);
    if (daemon_ == nullptr) {
      return absl::InternalError(absl::StrCat("serving HTTP on ", listen));
    }
    fd.Release();  // The daemon's from now on.
    return absl::OkStatus();
  }

  const std::string& address() const { return address_; }

 private:
  // As the library wants it.
  static MHD_Result Answer(void* self, MHD_Connection* connection,
                           const char* path, const char* method,
                           const char* /*version*/, const char* /*body*/,
                           size_t* body_size, void** /*state*/) {
    if (*body_size != 0) return MHD_NO;
    return Send(connection, static_cast<const Impl*>(self)->Find(path, method));
  }

  HttpAnswer Find(const std::string& path, const std::string& method) const {
    if (method != MHD_HTTP_METHOD_GET && method != MHD_HTTP_METHOD_HEAD) {
      return {.status = MHD_HTTP_METHOD_NOT_ALLOWED, .body = "only GET\n"};
    }
    const auto found = handlers_.find(path);
    if (found == handlers_.end()) {
      return {.status = MHD_HTTP_NOT_FOUND, .body = "no such page\n"};
    }
    return found->second();
  }

  static MHD_Result Send(MHD_Connection* connection, HttpAnswer answer) {
    MHD_Response* response = MHD_create_response_from_buffer(
        answer.body.size(), answer.body.data(), MHD_RESPMEM_MUST_COPY);
    if (response == nullptr) return MHD_NO;
    MHD_add_response_header(response, MHD_HTTP_HEADER_CONTENT_TYPE,
                            answer.type.c_str());
    const MHD_Result queued =
        MHD_queue_response(connection, answer.status, response);
    MHD_destroy_response(response);
    return queued;
  }

  const HttpHandlers handlers_;
  std::string address_;
  MHD_Daemon* daemon_ = nullptr;
};

HttpEndpoint::HttpEndpoint(std::unique_ptr<Impl> impl)
    : impl_(std::move(impl)) {}
HttpEndpoint::~HttpEndpoint() = default;

absl::StatusOr<std::unique_ptr<HttpEndpoint>> HttpEndpoint::Start(
    const std::string& listen, HttpHandlers handlers) {
  auto impl = std::make_unique<Impl>(std::move(handlers));
  GAVEL_RETURN_IF_ERROR(impl->Start(listen));
  return std::unique_ptr<HttpEndpoint>(new HttpEndpoint(std::move(impl)));
}

std::string HttpEndpoint::address() const { return impl_->address(); }

}  // namespace gavel::judge
