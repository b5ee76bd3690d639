// The shared memory of two runs that talk to each other, seen from the server.
//
// Errors:  what the system says
// Threads: thread-compatible
#ifndef GAVEL_SANDBOX_INTERACTION_CHANNEL_H_
#define GAVEL_SANDBOX_INTERACTION_CHANNEL_H_

#include <array>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "sandbox/channel_page.h"
#include "sandbox/shared_memory.h"
#include "sandbox/zygote_client.h"

namespace gavel::sandbox {

class InteractionChannel {
 public:
  static absl::StatusOr<InteractionChannel> Make();

  // What this side's run gets: only the interactor writes a transcript.
  ChannelFiles FilesFor(Side side) const {
    return {&page_.file(),
            side == Side::kInteractor ? &transcript_.file() : nullptr};
  }

  // What the side says of itself: that it runs, and that it waits for the
  // other.
  bool Runs(Side side) const;
  bool Waits(Side side) const;
  // Whether each waits for the other, which is so for good then. Both have to
  // live; `outputs` are their ends of the pipes that they write, by Side.
  bool IsDeadlock(std::array<int, 2> outputs) const;

  // The side has ended: it was the first unless the other has said so before.
  void NoteEnd(Side side) { MarkFirstEnd(*page_, side); }
  bool EndedFirst(Side side) const;

  // As TestRun::transcript.
  std::string ReadTranscript() const;

 private:
  InteractionChannel(SharedMemory<ChannelPage> page,
                     SharedMemory<TranscriptPage> transcript)
      : page_(std::move(page)), transcript_(std::move(transcript)) {}
  const ChannelSide& side(Side side) const {
    return page_->sides[static_cast<size_t>(side)];
  }
  // Of a side that waits: nothing has come that it waits for.
  bool IsStuck(Side who, int output) const;

  SharedMemory<ChannelPage> page_;
  SharedMemory<TranscriptPage> transcript_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_INTERACTION_CHANNEL_H_
