// A file descriptor with exactly one owner. In core because descriptors are how
// test data and output cross every layer without being copied.
//
// Threads: thread-compatible
#ifndef GAVEL_CORE_OWNED_FD_H_
#define GAVEL_CORE_OWNED_FD_H_

#include <unistd.h>

#include <utility>

namespace gavel {

class OwnedFd {
 public:
  OwnedFd() = default;
  explicit OwnedFd(int fd) : fd_(fd) {}
  OwnedFd(OwnedFd&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
  OwnedFd& operator=(OwnedFd&& other) noexcept {
    if (this != &other) Reset(std::exchange(other.fd_, -1));
    return *this;
  }
  ~OwnedFd() { Reset(); }

  // The descriptor, still owned; negative when there is none.
  int get() const { return fd_; }
  bool ok() const { return fd_ >= 0; }
  int Release() { return std::exchange(fd_, -1); }
  void Reset(int fd = -1) {
    if (fd_ >= 0) close(fd_);
    fd_ = fd;
  }

 private:
  int fd_ = -1;
};

}  // namespace gavel

#endif  // GAVEL_CORE_OWNED_FD_H_
