#include "tests/judge/service/http_client.h"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <regex>
#include <set>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "core/owned_fd.h"

namespace gavel::judge {

HttpReply Exchange(const std::string& address, const std::string& request) {
  sockaddr_in to = {};
  to.sin_family = AF_INET;
  to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int port = 0;
  if (!absl::SimpleAtoi(address.substr(address.rfind(':') + 1), &port)) {
    return {};
  }
  to.sin_port = htons(static_cast<uint16_t>(port));
  const OwnedFd fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (connect(fd.get(), reinterpret_cast<sockaddr*>(&to), sizeof(to)) != 0 ||
      send(fd.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) {
    return {};
  }
  std::string text;
  std::array<char, 4096> buffer;
  for (ssize_t size = 0;
       (size = read(fd.get(), buffer.data(), buffer.size())) > 0;) {
    text.append(buffer.data(), static_cast<size_t>(size));
  }
  const size_t end = text.find("\r\n\r\n");
  HttpReply reply;
  if (end == std::string::npos ||
      !absl::SimpleAtoi(text.substr(9, 3), &reply.status)) {
    return {};
  }
  reply.headers = text.substr(0, end);
  reply.body = text.substr(end + 4);
  return reply;
}

HttpReply Get(const std::string& address, const std::string& path) {
  return Exchange(address, absl::StrCat("GET ", path,
                                        " HTTP/1.1\r\nHost: x\r\n"
                                        "Connection: close\r\n\r\n"));
}

std::map<std::string, double> ParseMetrics(const std::string& text) {
  static const std::regex kComment(
      R"(# (HELP|TYPE) ([a-zA-Z_:][a-zA-Z0-9_:]*) (.+))");
  static const std::regex kSample(
      R"(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[a-zA-Z_]\w*="(\\.|[^"\\])*")"
      R"((,[a-zA-Z_]\w*="(\\.|[^"\\])*")*\})? ([-+.0-9eE]+|[+-]Inf|NaN))");
  static const std::regex kSuffix("_(bucket|sum|count)$");
  std::map<std::string, double> values;
  std::set<std::string> typed;
  EXPECT_TRUE(text.empty() || text.back() == '\n');
  const std::vector<std::string> lines =
      absl::StrSplit(text, '\n', absl::SkipEmpty());
  for (const std::string& line : lines) {
    std::smatch match;
    if (std::regex_match(line, match, kComment)) {
      if (match[1] == "TYPE") {
        EXPECT_TRUE(typed.insert(match[2]).second) << line;
      }
      continue;
    }
    if (!std::regex_match(line, match, kSample)) {
      ADD_FAILURE() << "not the text format: " << line;
      continue;
    }
    const std::string name = match[1];
    EXPECT_TRUE(typed.contains(name) ||
                typed.contains(std::regex_replace(name, kSuffix, "")))
        << line;
    const std::string series = absl::StrCat(name, match[2].str());
    double value = 0;
    EXPECT_TRUE(absl::SimpleAtod(match[match.size() - 1].str(), &value));
    EXPECT_TRUE(values.emplace(series, value).second) << "twice: " << series;
  }
  return values;
}

}  // namespace gavel::judge
