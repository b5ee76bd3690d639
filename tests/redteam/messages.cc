// Lies of a run on the socket that it shares with its program.
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "sandbox/engine/report.h"
#include "tests/redteam/act.h"
#include "tests/redteam/attack.h"

namespace gavel::sandbox::redteam {
namespace {

using wire::Claim;

template <typename Send>
[[noreturn]] void Flood(Send send) {
  BlockEverySignal();
  for (;;) send();
}

constexpr uid_t kNobody = 65534;

std::array<char, 3 * sizeof(wire::Report)> g_bytes;

// A message with something beside it.
long SendWithControl(int type, const void* data, size_t size) {
  alignas(cmsghdr) std::array<char, CMSG_SPACE(253 * sizeof(int))> control{};
  wire::Hello hello;
  iovec part{&hello, sizeof(hello)};
  msghdr message{};
  message.msg_iov = &part;
  message.msg_iovlen = 1;
  message.msg_control = control.data();
  message.msg_controllen = CMSG_SPACE(size);
  cmsghdr* header = CMSG_FIRSTHDR(&message);
  header->cmsg_level = SOL_SOCKET;
  header->cmsg_type = type;
  header->cmsg_len = CMSG_LEN(size);
  std::memcpy(CMSG_DATA(header), data, size);
  return sendmsg(kControlFd, &message, MSG_NOSIGNAL);
}

long GiveDescriptors(size_t count) {
  std::array<int, 253> fds;
  for (size_t i = 0; i < count; ++i) fds[i] = static_cast<int>(i % 4);
  return SendWithControl(SCM_RIGHTS, fds.data(), count * sizeof(int));
}

long Forge(pid_t pid, uid_t user) {
  const ucred forged{pid, user, user};
  return SendWithControl(SCM_CREDENTIALS, &forged, sizeof(forged));
}

long ClaimAndGoOn(Claim claim, int exit_code = 0) {
  return SendWhole(MakeReport(claim, exit_code)) ? 0 : -1;
}

long ClaimAndExit(Claim claim, int claimed, int exit_code) {
  ClaimAndGoOn(claim, claimed);
  _exit(exit_code);
}

template <typename Change>
long SendBroken(Change change, size_t size = offsetof(wire::Report, text)) {
  wire::Report report = MakeReport(Claim::kException);
  std::memset(report.text.data(), 'x', report.text.size());
  change(report);
  return SendBytes(&report, size) ? 0 : -1;
}

const Attack kForgeries[] = {
    {"SecondHello", Ending::kHarmless, 0, [] { return Greet(16) ? 0L : -1; }},
    {"HelloOfRunsToCome", Ending::kHarmless, 0,
     [] { return Greet(24) && Greet(25) ? 0L : -1; }},
    {"HelloOfTheZygotesOwnRun", Ending::kHarmless, 0,
     [] { return Greet(3) ? 0L : -1; }},
    {"EmptyMessage", Ending::kHarmless, 0,
     [] { return SendBytes("", 0) ? 0L : -1; }},
    {"OversizedMessage", Ending::kHarmless, 0,
     [] { return SendBytes(g_bytes.data(), g_bytes.size()) ? 0L : -1; }},
    {"OrderOfAServer", Ending::kHarmless, 0,
     [] {
       const wire::DropRequest drop;
       return SendBytes(&drop, sizeof(drop)) ? 0L : -1;
     }},
    {"FactsOfAZygote", Ending::kHarmless, 0,
     [] {
       static wire::Facts facts;
       facts.id = 18;
       return SendBytes(&facts, offsetof(wire::Facts, report)) ? 0L : -1;
     }},
    {"ReportShorterThanItSays", Ending::kHarmless, 0,
     [] { return SendBroken([](auto& report) { report.text_size = 100; }); }},
    {"ReportLongerThanItSays", Ending::kHarmless, 0,
     [] { return SendBroken([](auto&) {}, sizeof(wire::Report)); }},
    {"ReportWithHugeText", Ending::kHarmless, 0,
     [] {
       return SendBroken([](auto& report) { report.text_size = 0xffffffff; });
     }},
    {"ReportOfHalfAHeader", Ending::kHarmless, 0,
     [] { return SendBroken([](auto&) {}, 10); }},
    {"ReportWithoutAClaim", Ending::kHarmless, 0,
     [] {
       return SendBroken([](auto& report) { report.claim = Claim::kNothing; });
     }},
    {"ReportWithAnUnknownClaim", Ending::kHarmless, 0,
     [] {
       return SendBroken(
           [](auto& report) { report.claim = static_cast<Claim>(1U << 31); });
     }},
    {"ReportWithANegativeLine", Ending::kHarmless, 0,
     [] { return SendBroken([](auto& report) { report.line = -1; }); }},
    {"GiveDescriptors", Ending::kKilled, 0,
     [] { return GiveDescriptors(3) < 0 ? -1L : 0; }},
    {"GiveItsSocketThroughItself", Ending::kKilled, 0,
     [] {
       const int fd = kControlFd;
       return SendWithControl(SCM_RIGHTS, &fd, sizeof(fd)) < 0 ? -1L : 0;
     }},
    {"GiveMoreDescriptorsThanThereIsRoomFor", Ending::kKilled, 0,
     [] { return GiveDescriptors(253) < 0 ? -1L : 0; }},
    {"ForgeTheNumberOfTheZygote", Ending::kKilled, 0,
     [] { return Forge(1, kNobody); }},
    {"ForgeTheNumberOfASibling", Ending::kKilled, 0,
     [] { return Forge(5, kNobody); }},
};

const Attack kClaims[] = {
    {"ExitWithoutAReport", Ending::kPolicy, 0,
     [] {
       _exit(0);
       return 0L;
     }},
    {"TheFirstReportCounts", Ending::kException, 0,
     [] { return ClaimAndGoOn(Claim::kException); }},
    {"ClaimCleanAndCrash", Ending::kSignal, 0,
     [] {
       ClaimAndGoOn(Claim::kClean);
       *static_cast<volatile int*>(nullptr) = 1;
       return 0L;
     }},
    {"ClaimCleanAndBreakThePolicy", Ending::kKilled, 0,
     [] {
       ClaimAndGoOn(Claim::kClean);
       return syscall(SYS_socket, 0, 0, 0);
     }},
    {"ClaimCleanAndExitOtherwise", Ending::kPolicy, 0,
     [] { return ClaimAndExit(Claim::kClean, 0, 3); }},
    {"ClaimAnExitCodeAndExitCleanly", Ending::kPolicy, 0,
     [] { return ClaimAndExit(Claim::kClean, 3, 0); }},
    {"ClaimCleanWithAnExitCodeOver255", Ending::kHarmless, 0,
     [] {
       Print(kDone);
       return ClaimAndExit(Claim::kClean, 256, 0);
     }},
    {"ClaimCleanAndSpin", Ending::kCpuTime, 0,
     [] {
       BlockEverySignal();
       ClaimAndGoOn(Claim::kClean);
       Spin();
       return 0L;
     }},
    {"ClaimCleanAndWait", Ending::kIdle, 0,
     [] {
       ClaimAndGoOn(Claim::kClean);
       StopOwnTimer();
       Wait();
       return 0L;
     }},
    {"ClaimExceptionAndSpin", Ending::kCpuTime, 0,
     [] {
       BlockEverySignal();
       ClaimAndGoOn(Claim::kException);
       Spin();
       return 0L;
     }},
    {"ClaimExceptionAndExitCleanly", Ending::kException, 0,
     [] { return ClaimAndExit(Claim::kException, 1, 0); }},
    {"ClaimStack", Ending::kStack, 0,
     [] { return ClaimAndExit(Claim::kStack, 1, 1); }},
    {"ClaimCpuTime", Ending::kCpuTime, 0,
     [] { return ClaimAndExit(Claim::kCpuTime, 1, 1); }},
    {"ClaimHeap", Ending::kMemory, 0,
     [] { return ClaimAndExit(Claim::kHeap, 1, 1); }},
    {"ClaimOffHeap", Ending::kMemory, 0,
     [] { return ClaimAndExit(Claim::kOffHeap, 1, 1); }},
    {"ClaimOutput", Ending::kOutput, 0,
     [] { return ClaimAndExit(Claim::kOutput, 1, 1); }},
    {"ClaimSyntax", Ending::kPolicy, 0,
     [] { return ClaimAndExit(Claim::kSyntax, 1, 1); }},
    // It is a team's own code that says this: no fault of the judge.
    {"ClaimSetup", Ending::kPolicy, 0,
     [] { return ClaimAndExit(Claim::kSetup, 1, 1); }},
    {"ClaimSetupAndGoOn", Ending::kHarmless, 0,
     [] { return ClaimAndGoOn(Claim::kSetup); }},
    {"ClaimWithAFullTextOfNoise", Ending::kException, 0,
     [] {
       wire::Report report = MakeReport(Claim::kException);
       for (size_t i = 0; i < report.text.size(); ++i) {
         report.text[i] = i % 2 == 0 ? 'x' : '\xff';
       }
       report.text_size = static_cast<uint32_t>(report.text.size());
       return SendWhole(report) ? 0L : -1;
     }},
};

const Attack kFloods[] = {
    {"FloodOfEmptyMessages", Ending::kPolicy, 0,
     [] {
       Flood([] { SendBytes("", 0); });
       return 0L;
     }},
    {"FloodOfSingleBytes", Ending::kPolicy, 0,
     [] {
       Flood([] { SendBytes("x", 1); });
       return 0L;
     }},
    {"FloodOfHellos", Ending::kPolicy, 0,
     [] {
       Flood([] { Greet(17); });
       return 0L;
     }},
    {"FloodOfReports", Ending::kPolicy, 0,
     [] {
       Flood([] { ClaimAndGoOn(Claim::kClean); });
       return 0L;
     }},
    {"FloodOfBrokenReports", Ending::kPolicy, 0,
     [] {
       Flood([] { ClaimAndGoOn(Claim::kNothing); });
       return 0L;
     }},
    {"FloodOfOversizedMessages", Ending::kPolicy, 0,
     [] {
       Flood([] { SendBytes(g_bytes.data(), g_bytes.size()); });
       return 0L;
     }},
    {"FloodOfDescriptors", Ending::kKilled, 0,
     [] {
       Flood([] { GiveDescriptors(253); });
       return 0L;
     }},
};

}  // namespace

absl::Span<const Attack> Forgeries() { return kForgeries; }
absl::Span<const Attack> Claims() { return kClaims; }
absl::Span<const Attack> Floods() { return kFloods; }

}  // namespace gavel::sandbox::redteam
