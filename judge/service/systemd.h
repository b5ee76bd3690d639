// Tells systemd how the service is: the datagrams of sd_notify(3).
//
// Errors:  none: a service manager that does not listen changes nothing
// Threads: thread-safe; never blocks
#ifndef GAVEL_JUDGE_SERVICE_SYSTEMD_H_
#define GAVEL_JUDGE_SERVICE_SYSTEMD_H_

#include <string>

#include "absl/strings/string_view.h"

namespace gavel::judge {

class Systemd {
 public:
  // NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID; any may be null.
  struct Environment {
    const char* notify_socket = nullptr;
    const char* watchdog_usec = nullptr;
    const char* watchdog_pid = nullptr;
  };
  static Environment FromProcess();

  explicit Systemd(const Environment& environment);

  // "READY=1"; several lines may go together.
  void Notify(absl::string_view state) const;
  // Whether "WATCHDOG=1" is expected now and then.
  bool has_watchdog() const { return has_watchdog_; }

 private:
  // Empty without systemd.
  std::string socket_;
  bool has_watchdog_ = false;
};

}  // namespace gavel::judge

#endif  // GAVEL_JUDGE_SERVICE_SYSTEMD_H_
