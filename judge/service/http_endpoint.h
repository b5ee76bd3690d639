// A small HTTP server for whoever watches over the service: GET only, a few
// fixed paths, no TLS, no secrets.
//
// Shape:   one thread; bounded connections, in all and by address, and a time
//          limit for each, so that slow clients hold up nobody for long
// Errors:  InvalidArgument for an address that cannot be read; AlreadyExists
//          for a port that is taken; else what the system says
// Threads: thread-safe; handlers are called on its thread
#ifndef GAVEL_JUDGE_SERVICE_HTTP_ENDPOINT_H_
#define GAVEL_JUDGE_SERVICE_HTTP_ENDPOINT_H_

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "absl/status/statusor.h"

namespace gavel::judge {

struct HttpAnswer {
  unsigned int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
};

// By path: "/metrics".
using HttpHandlers = std::map<std::string, std::function<HttpAnswer()>>;

class HttpEndpoint {
 public:
  // `listen` is HOST:PORT with a numeric host; with port 0 the system chooses.
  static absl::StatusOr<std::unique_ptr<HttpEndpoint>> Start(
      const std::string& listen, HttpHandlers handlers);
  ~HttpEndpoint();
  HttpEndpoint(const HttpEndpoint&) = delete;
  HttpEndpoint& operator=(const HttpEndpoint&) = delete;

  // HOST:PORT with the real port.
  std::string address() const;

 private:
  class Impl;
  explicit HttpEndpoint(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_HTTP_ENDPOINT_H_
