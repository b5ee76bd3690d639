#include "sandbox/engine/report.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "sandbox/engine/streams.h"

namespace gavel::sandbox {

void SendReport(wire::Claim claim, int exit_code, Position position,
                const char* text, size_t text_size) {
  wire::Report report;
  report.claim = claim;
  report.exit_code = exit_code;
  report.line = position.line;
  report.column = position.column;
  report.text_size =
      static_cast<uint32_t>(std::min(text_size, report.text.size()));
  if (report.text_size > 0) {
    std::memcpy(report.text.data(), text, report.text_size);
  }
  wire::Send(kControlFd, &report, wire::UsedSize(report));
}

void EndProcess(wire::Claim claim, int exit_code, Position position,
                const char* text, size_t text_size) {
  FlushOutput();
  SendReport(claim, exit_code, position, text, text_size);
  _exit(claim == wire::Claim::kClean ? exit_code : 1);
}

void EndAtLimit(wire::Claim claim, const char* text) {
  EndProcess(claim, 1, Position(), text, std::strlen(text));
}

void FailSetup(const char* stage) {
  int number = errno;
  std::array<char, 64> text{};
  size_t end = 0;
  for (; stage[end] != '\0' && end + 20 < text.size(); ++end) {
    text[end] = stage[end];
  }
  for (const char* p = ": errno "; *p != '\0'; ++p) text[end++] = *p;
  for (int unit = 100; unit > 0; unit /= 10) {
    text[end++] = static_cast<char>('0' + number / unit % 10);
  }
  SendReport(wire::Claim::kSetup, 1, Position(), text.data(), end);
  _exit(1);
}

}  // namespace gavel::sandbox
