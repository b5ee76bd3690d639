// Tells the thread sanitizer about absl::Mutex.
//
// The distribution's Abseil is built without the sanitizer, which therefore
// sees neither the locks nor the order that they make, and reports every member
// that is guarded by one. The linker sends our calls through these wrappers
// (--wrap, see CMakeLists.txt), which state that order. Only linked in builds
// with -fsanitize=thread.

#include <sanitizer/tsan_interface.h>

#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

// Declared by no header: conditions of other waiters are evaluated by whoever
// unlocks, inside Abseil and under the lock, so their reads are in order.
extern "C" void AnnotateIgnoreReadsBegin(const char* file, int line);
extern "C" void AnnotateIgnoreReadsEnd(const char* file, int line);

namespace {

class Inside {
 public:
  Inside() { AnnotateIgnoreReadsBegin(__FILE__, __LINE__); }
  ~Inside() { AnnotateIgnoreReadsEnd(__FILE__, __LINE__); }
  Inside(const Inside&) = delete;
  Inside& operator=(const Inside&) = delete;
};

}  // namespace

// NOLINTBEGIN(bugprone-reserved-identifier): the names are the linker's.
#define GAVEL_REAL(name) __real_##name
#define GAVEL_WRAP(name) __wrap_##name

#define GAVEL_WRAP_ACQUIRE(name)                       \
  extern "C" void GAVEL_REAL(name)(absl::Mutex * mu);  \
  extern "C" void GAVEL_WRAP(name)(absl::Mutex * mu) { \
    {                                                  \
      const Inside inside;                             \
      GAVEL_REAL(name)(mu);                            \
    }                                                  \
    __tsan_acquire(mu);                                \
  }

#define GAVEL_WRAP_RELEASE(name)                       \
  extern "C" void GAVEL_REAL(name)(absl::Mutex * mu);  \
  extern "C" void GAVEL_WRAP(name)(absl::Mutex * mu) { \
    __tsan_release(mu);                                \
    const Inside inside;                               \
    GAVEL_REAL(name)(mu);                              \
  }

// Mutex::Lock, ReaderLock, Unlock, ReaderUnlock.
GAVEL_WRAP_ACQUIRE(_ZN4absl7debian35Mutex4LockEv)
GAVEL_WRAP_ACQUIRE(_ZN4absl7debian35Mutex10ReaderLockEv)
GAVEL_WRAP_RELEASE(_ZN4absl7debian35Mutex6UnlockEv)
GAVEL_WRAP_RELEASE(_ZN4absl7debian35Mutex12ReaderUnlockEv)

// Waits let go of the mutex and take it again.
template <typename Wait>
static auto LetGo(absl::Mutex* mu, Wait wait) {
  __tsan_release(mu);
  const auto result = [&wait] {
    const Inside inside;
    return wait();
  }();
  __tsan_acquire(mu);
  return result;
}

// Mutex::Await(const Condition&)
extern "C" void GAVEL_REAL(_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE)(
    absl::Mutex* mu, const absl::Condition& condition);
extern "C" void GAVEL_WRAP(_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE)(
    absl::Mutex* mu, const absl::Condition& condition) {
  LetGo(mu, [&] {
    GAVEL_REAL(_ZN4absl7debian35Mutex5AwaitERKNS0_9ConditionE)(mu, condition);
    return true;
  });
}

// Mutex::AwaitWithTimeout(const Condition&, Duration)
extern "C" bool GAVEL_REAL(
    _ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE)(
    absl::Mutex* mu, const absl::Condition& condition, absl::Duration timeout);
extern "C" bool GAVEL_WRAP(
    _ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE)(
    absl::Mutex* mu, const absl::Condition& condition, absl::Duration timeout) {
  return LetGo(mu, [&] {
    return GAVEL_REAL(
        _ZN4absl7debian35Mutex16AwaitWithTimeoutERKNS0_9ConditionENS0_8DurationE)(
        mu, condition, timeout);
  });
}

// CondVar::Wait(Mutex*) and CondVar::WaitWithTimeout(Mutex*, Duration)
extern "C" void GAVEL_REAL(_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE)(
    absl::CondVar* cv, absl::Mutex* mu);
extern "C" void GAVEL_WRAP(_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE)(
    absl::CondVar* cv, absl::Mutex* mu) {
  LetGo(mu, [&] {
    GAVEL_REAL(_ZN4absl7debian37CondVar4WaitEPNS0_5MutexE)(cv, mu);
    return true;
  });
}
extern "C" bool GAVEL_REAL(
    _ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE)(
    absl::CondVar* cv, absl::Mutex* mu, absl::Duration timeout);
extern "C" bool GAVEL_WRAP(
    _ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE)(
    absl::CondVar* cv, absl::Mutex* mu, absl::Duration timeout) {
  return LetGo(mu, [&] {
    return GAVEL_REAL(
        _ZN4absl7debian37CondVar15WaitWithTimeoutEPNS0_5MutexENS0_8DurationE)(
        cv, mu, timeout);
  });
}
// NOLINTEND(bugprone-reserved-identifier)
