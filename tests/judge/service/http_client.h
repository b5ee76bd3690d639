// GET over a real socket, and a reader of the text format of Prometheus that
// shares nothing with what writes it.
#ifndef GAVEL_TESTS_JUDGE_SERVICE_HTTP_CLIENT_H_
#define GAVEL_TESTS_JUDGE_SERVICE_HTTP_CLIENT_H_

#include <map>
#include <string>

namespace gavel::judge {

struct HttpReply {
  int status = 0;
  // The header lines as they came.
  std::string headers;
  std::string body;
};

// Sends the bytes to HOST:PORT and reads until the server closes. Status 0 if
// there is no answer.
HttpReply Exchange(const std::string& address, const std::string& request);
HttpReply Get(const std::string& address, const std::string& path);

// Values by series as they are written: `name{label="value"}`. Fails the test
// for a line that is none of the format, or a series that comes twice or
// without its type.
std::map<std::string, double> ParseMetrics(const std::string& text);

}  // namespace gavel::judge

#endif  // GAVEL_TESTS_JUDGE_SERVICE_HTTP_CLIENT_H_
