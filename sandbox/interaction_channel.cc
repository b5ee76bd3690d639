#include "sandbox/interaction_channel.h"

#include <poll.h>

#include <algorithm>
#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "core/status_macros.h"
#include "core/utf8.h"

namespace gavel::sandbox {
namespace {

Side Other(Side side) {
  return side == Side::kSubmission ? Side::kInteractor : Side::kSubmission;
}

bool IsOdd(uint32_t turn) { return (turn & 1) != 0; }

// Without the line that it ends in the middle of, unless there is no other.
absl::string_view WholeLines(absl::string_view head) {
  return head.substr(0, head.rfind('\n') + 1);
}

}  // namespace

absl::StatusOr<InteractionChannel> InteractionChannel::Make() {
  GAVEL_ASSIGN_OR_RETURN(auto page, SharedMemory<ChannelPage>::Make());
  GAVEL_ASSIGN_OR_RETURN(auto transcript, SharedMemory<TranscriptPage>::Make());
  return InteractionChannel(std::move(page), std::move(transcript));
}

bool InteractionChannel::Runs(Side who) const {
  return side(who).turn.load(std::memory_order_relaxed) != 0;
}

bool InteractionChannel::Waits(Side who) const {
  return IsOdd(side(who).turn.load(std::memory_order_relaxed));
}

bool InteractionChannel::IsStuck(Side who, int output) const {
  if (side(who).wait.load(std::memory_order_acquire) == Wait::kRead) {
    return side(who).taken.load(std::memory_order_acquire) ==
           side(Other(who)).put.load(std::memory_order_acquire);
  }
  pollfd room{output, POLLOUT, 0};
  return poll(&room, 1, 0) == 0;
}

bool InteractionChannel::IsDeadlock(std::array<int, 2> outputs) const {
  const auto turns = [this] {
    std::array<uint32_t, 2> turn;
    for (size_t i = 0; i < turn.size(); ++i) {
      turn[i] = page_->sides[i].turn.load(std::memory_order_acquire);
    }
    return turn;
  };
  const std::array<uint32_t, 2> before = turns();
  return IsOdd(before[0]) && IsOdd(before[1]) &&
         IsStuck(Side::kSubmission, outputs[0]) &&
         IsStuck(Side::kInteractor, outputs[1]) && turns() == before;
}

bool InteractionChannel::EndedFirst(Side who) const {
  return page_->first_end.load(std::memory_order_relaxed) == EndMark(who);
}

std::string InteractionChannel::ReadTranscript() const {
  constexpr uint64_t kPart = kTranscriptPart;
  const TranscriptPage& page = *transcript_;
  const uint64_t size = page.size.load(std::memory_order_acquire);
  const absl::string_view head(page.head.data(), std::min(size, kPart));
  const absl::string_view ring(page.tail.data(), kPart);
  if (size <= 2 * kPart) {
    return ToValidUtf8(absl::StrCat(head, ring.substr(0, size - head.size())),
                       kMaxTranscript);
  }
  const size_t start = static_cast<size_t>(size % kPart);
  const std::string last =
      absl::StrCat(ring.substr(start), ring.substr(0, start));
  const absl::string_view first = WholeLines(head);
  // Each on its own, so that neither grows into the other's share.
  const absl::string_view tail =
      absl::string_view(last).substr(last.find('\n') + 1);
  return absl::StrCat(ToValidUtf8(first, kPart), "... ",
                      size - first.size() - tail.size(),
                      " bytes are left out ...\n", ToValidUtf8(tail, kPart));
}

}  // namespace gavel::sandbox
