// Memory that two runs which talk to each other share with the server, beside
// the pipes between them.
//
// Shape:   ChannelPage is mapped by both runs and the server; TranscriptPage by
//          the interactor's run and the server. Files of exactly these sizes,
//          sealed, so that no access to them can fail
// Threads: every field is written by one process (first_end by whoever is the
//          first); a side that waits changes nothing of its own
//
// Both sides wait for each other, exactly then, when for each of them: `turn`
// is odd and was the same before and after looking; a side that reads has taken
// all bytes that the other has written; a side that writes finds its pipe full.
// Neither can be woken by anybody but the other then. No timing is involved: a
// side that has been given bytes and has not said so yet has taken fewer than
// were written.
//
// A hostile submission can write anything here, also in the interactor's place.
// It gains nothing:
// - Saying that a side waits, or does not: it is ended for a deadlock that
// there
//   was none of, or later, at the wall limit. Either is its own TLE.
// - Saying who ended first: that only chooses between its own failure and the
//   interactor's refusal. What the interactor accepts is accepted by its exit
//   code, and a crash of either is a crash, whoever was first.
// - The interactor's run only ever writes here and uses nothing that it reads.
#ifndef GAVEL_SANDBOX_CHANNEL_PAGE_H_
#define GAVEL_SANDBOX_CHANNEL_PAGE_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "core/judgement.h"

namespace gavel::sandbox {

enum class Side : uint32_t { kSubmission = 0, kInteractor = 1 };

enum class Wait : uint32_t { kRead = 0, kWrite = 1 };

struct ChannelSide {
  // 0 until it runs; odd while it waits, for as long as it takes, for what the
  // other does.
  std::atomic<uint32_t> turn;
  // For what; of an odd turn.
  std::atomic<Wait> wait;
  // Bytes that it has taken from its pipe and put into the other one.
  std::atomic<uint64_t> taken;
  std::atomic<uint64_t> put;
};

struct ChannelPage {
  // By Side, away from each other's cache lines.
  struct alignas(128) Slot : ChannelSide {};
  std::array<Slot, 2> sides;
  // 0 while both live, then EndMark of the side that ended first.
  std::atomic<uint32_t> first_end;
};
static_assert(std::atomic<uint64_t>::is_always_lock_free);

constexpr uint32_t EndMark(Side side) {
  return static_cast<uint32_t>(side) + 1;
}

// False if somebody was first.
inline bool MarkFirstEnd(ChannelPage& page, Side side) {
  uint32_t nobody = 0;
  return page.first_end.compare_exchange_strong(nobody, EndMark(side));
}

// Of the transcript, its first and its last bytes; the rest is for the line
// that says what is left out.
inline constexpr size_t kTranscriptPart = kMaxTranscript / 2 - 64;

// Text as in TestRun::transcript.
struct TranscriptPage {
  // Bytes that were ever added.
  std::atomic<uint64_t> size;
  std::array<char, kTranscriptPart> head;
  // A ring of what followed.
  std::array<char, kTranscriptPart> tail;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_CHANNEL_PAGE_H_
