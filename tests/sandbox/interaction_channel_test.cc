// What the server makes of shared memory, whatever the processes wrote there.
#include "sandbox/interaction_channel.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "core/judgement.h"
#include "core/owned_fd.h"
#include "sandbox/engine/channel.h"

namespace gavel::sandbox {
namespace {

class InteractionChannelTest : public testing::Test {
 protected:
  void SetUp() override {
    absl::StatusOr<InteractionChannel> made = InteractionChannel::Make();
    ASSERT_TRUE(made.ok()) << made.status();
    channel_.emplace(*std::move(made));
    const ChannelFiles files = channel_->FilesFor(Side::kInteractor);
    page_ = Map<ChannelPage>(*files.page);
    transcript_ = Map<TranscriptPage>(*files.transcript);
    std::array<int, 2> ends{-1, -1};
    ASSERT_EQ(pipe2(ends.data(), O_NONBLOCK | O_CLOEXEC), 0);
    reader_ = OwnedFd(ends[0]);
    writer_ = OwnedFd(ends[1]);
  }
  void TearDown() override {
    munmap(page_, sizeof(*page_));
    munmap(transcript_, sizeof(*transcript_));
  }

  template <typename Page>
  static Page* Map(const OwnedFd& file) {
    void* const address = mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE,
                               MAP_SHARED, file.get(), 0);
    EXPECT_NE(address, MAP_FAILED);
    return static_cast<Page*>(address);
  }

  void Set(Side side, uint32_t turn, Wait wait, uint64_t taken, uint64_t put) {
    ChannelSide& page = page_->sides[static_cast<size_t>(side)];
    page.turn = turn;
    page.wait = wait;
    page.taken = taken;
    page.put = put;
  }

  // Both write to the one pipe.
  bool IsDeadlock() const {
    return channel_->IsDeadlock({writer_.get(), writer_.get()});
  }

  void FillThePipe() {
    const std::string much(4096, 'x');
    while (write(writer_.get(), much.data(), much.size()) > 0) {
    }
  }

  std::optional<InteractionChannel> channel_;
  ChannelPage* page_ = nullptr;
  TranscriptPage* transcript_ = nullptr;
  OwnedFd reader_;
  OwnedFd writer_;
};

TEST_F(InteractionChannelTest, NobodyWaitsAtFirst) {
  EXPECT_FALSE(IsDeadlock());
  EXPECT_FALSE(channel_->Runs(Side::kSubmission));
  EXPECT_FALSE(channel_->Waits(Side::kSubmission));
}

TEST_F(InteractionChannelTest, TwoReadersWithNothingOnTheWayAreADeadlock) {
  Set(Side::kSubmission, 3, Wait::kRead, 10, 20);
  Set(Side::kInteractor, 5, Wait::kRead, 20, 10);
  EXPECT_TRUE(IsDeadlock());
}

TEST_F(InteractionChannelTest, WhatIsOnTheWayWakesItsReader) {
  Set(Side::kSubmission, 3, Wait::kRead, 10, 20);
  Set(Side::kInteractor, 5, Wait::kRead, 19, 10);
  EXPECT_FALSE(IsDeadlock());
}

TEST_F(InteractionChannelTest, OneThatDoesNotWaitIsNoDeadlock) {
  Set(Side::kSubmission, 4, Wait::kRead, 0, 0);
  Set(Side::kInteractor, 5, Wait::kRead, 0, 0);
  EXPECT_FALSE(IsDeadlock());
}

TEST_F(InteractionChannelTest, AWriterIsStuckOnlyIfItsPipeIsFull) {
  Set(Side::kSubmission, 3, Wait::kWrite, 0, 0);
  Set(Side::kInteractor, 5, Wait::kWrite, 0, 0);
  EXPECT_FALSE(IsDeadlock());
  FillThePipe();
  EXPECT_TRUE(IsDeadlock());
}

// A reader that has always been given something before it begins to wait,
// however closely it is looked at. What it reads is long, so that there is time
// to look while it takes it.
TEST_F(InteractionChannelTest, AReaderIsNeverSeenToWaitForWhatItHasTaken) {
  const ChannelFiles files = channel_->FilesFor(Side::kInteractor);
  ASSERT_TRUE(
      JoinChannel(dup(files.page->get()), dup(files.transcript->get())));
  constexpr uint32_t kRounds = 500;
  const std::string text(4096, '\n');
  std::atomic<bool> done = false;
  std::thread reader([&] {
    for (uint32_t round = 1; round <= kRounds; ++round) {
      const uint64_t put = round * text.size();
      Set(Side::kSubmission, 2 * round, Wait::kRead, 0, put);
      Set(Side::kSubmission, 2 * round + 1, Wait::kRead, 0, put);
      BeginRead();
      EndRead(text.data(), text.size());
    }
    done = true;
  });
  int deadlocks = 0;
  while (!done) deadlocks += IsDeadlock() ? 1 : 0;
  reader.join();
  EXPECT_EQ(deadlocks, 0);
  BeginRead();
  EXPECT_TRUE(IsDeadlock());
}

TEST_F(InteractionChannelTest, TheFirstToSayThatItEndsIsTheFirst) {
  EXPECT_FALSE(channel_->EndedFirst(Side::kSubmission));
  EXPECT_TRUE(MarkFirstEnd(*page_, Side::kInteractor));
  channel_->NoteEnd(Side::kSubmission);
  EXPECT_TRUE(channel_->EndedFirst(Side::kInteractor));
  EXPECT_FALSE(channel_->EndedFirst(Side::kSubmission));
}

TEST_F(InteractionChannelTest, WhoDiesWithoutAWordIsNotedForIt) {
  channel_->NoteEnd(Side::kSubmission);
  EXPECT_FALSE(MarkFirstEnd(*page_, Side::kInteractor));
  EXPECT_TRUE(channel_->EndedFirst(Side::kSubmission));
}

TEST_F(InteractionChannelTest, NonsenseInThePageIsNobodysEnd) {
  page_->first_end = 77;
  channel_->NoteEnd(Side::kSubmission);
  EXPECT_FALSE(channel_->EndedFirst(Side::kSubmission));
  EXPECT_FALSE(channel_->EndedFirst(Side::kInteractor));
  Set(Side::kSubmission, 3, static_cast<Wait>(99), 0, 0);
  Set(Side::kInteractor, 5, static_cast<Wait>(99), 0, 0);
  EXPECT_FALSE(IsDeadlock());
}

TEST_F(InteractionChannelTest, ATranscriptOfAnyClaimedSizeIsBounded) {
  std::memset(transcript_->head.data(), 0xff, kTranscriptPart);
  std::memset(transcript_->tail.data(), 0xff, kTranscriptPart);
  for (const uint64_t size :
       {uint64_t{1}, uint64_t{kTranscriptPart}, 2 * uint64_t{kTranscriptPart},
        2 * uint64_t{kTranscriptPart} + 1,
        std::numeric_limits<uint64_t>::max()}) {
    transcript_->size = size;
    EXPECT_LE(channel_->ReadTranscript().size(), kMaxTranscript) << size;
  }
}

TEST_F(InteractionChannelTest, TheMiddleIsLeftOutBetweenLines) {
  std::memset(transcript_->head.data(), 'a', kTranscriptPart);
  std::memset(transcript_->tail.data(), 'b', kTranscriptPart);
  std::memcpy(transcript_->head.data(), "<first\n", 7);
  // The ring has begun anew and been written up to here.
  std::memcpy(transcript_->tail.data(), "\n>last.\n", 8);
  transcript_->size = 2 * kTranscriptPart + 8;
  const std::string text = channel_->ReadTranscript();
  EXPECT_TRUE(absl::StartsWith(text, "<first\n... ")) << text.substr(0, 99);
  EXPECT_TRUE(absl::EndsWith(text, " left out ...\n>last.\n")) << text;
}

TEST_F(InteractionChannelTest, NobodyCanChangeTheSizeOfThePages) {
  const ChannelFiles files = channel_->FilesFor(Side::kInteractor);
  EXPECT_NE(ftruncate(files.page->get(), 0), 0);
  EXPECT_NE(ftruncate(files.transcript->get(), 1 << 20), 0);
  EXPECT_EQ(channel_->FilesFor(Side::kSubmission).transcript, nullptr);
}

}  // namespace
}  // namespace gavel::sandbox
