#include "sandbox/engine/report.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

#include "sandbox/engine/channel.h"
#include "sandbox/engine/streams.h"

namespace gavel::sandbox {
namespace {

volatile sig_atomic_t g_ending = 0;

}  // namespace

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
  g_ending = 1;
  MarkEnd();
  FlushOutput();
  SendReport(claim, exit_code, position, text, text_size);
  _exit(exit_code);
}

bool IsEnding() { return g_ending != 0; }

void EndAtLimit(wire::Claim claim, const char* text) {
  EndProcess(claim, 1, Position(), text, std::strlen(text));
}

void SayHello(uint64_t id) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  wire::Hello hello;
  hello.id = id;
  hello.at_us = now.tv_sec * 1'000'000 + now.tv_nsec / 1000;
  if (!wire::Send(kControlFd, &hello, sizeof(hello))) _exit(1);
}

void SayTroubled(uint64_t program, int error) {
  wire::Hello hello;
  hello.error = error;
  hello.id = program;
  wire::Send(kControlFd, &hello, sizeof(hello));
}

void FailSetup(uint64_t id, const char* stage) {
  wire::Hello hello;
  hello.error = errno == 0 ? EINVAL : errno;
  hello.id = id;
  const size_t size = std::min(std::strlen(stage), hello.stage.size() - 1);
  std::memcpy(hello.stage.data(), stage, size);
  wire::Send(kControlFd, &hello, sizeof(hello));
  _exit(1);
}

}  // namespace gavel::sandbox
