#include "sandbox/engine/channel.h"

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>

namespace gavel::sandbox {
namespace {

// Process-wide, like the streams. What is shared is only written: another
// process may have changed it. Each store is seen after all before it.
struct Channel {
  ChannelPage* page = nullptr;
  Side side = Side::kSubmission;
  uint32_t turn = 0;
  uint64_t taken = 0;
  uint64_t put = 0;
};
Channel g_channel;

struct Transcript {
  TranscriptPage* page = nullptr;
  uint64_t size = 0;
  char speaker = 0;
  bool in_line = false;
};
Transcript g_transcript;

ChannelSide& Own() {
  return g_channel.page->sides[static_cast<size_t>(g_channel.side)];
}

template <typename Page>
bool Map(int fd, Page*& page) {
  void* const address =
      mmap(nullptr, sizeof(Page), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (address == MAP_FAILED) return false;
  page = static_cast<Page*>(address);
  return close(fd) == 0;
}

void Keep(const char* data, size_t size) {
  Transcript& transcript = g_transcript;
  while (size > 0) {
    const bool in_head = transcript.size < kTranscriptPart;
    const size_t at = static_cast<size_t>(transcript.size % kTranscriptPart);
    const size_t part = std::min(size, kTranscriptPart - at);
    char* const to =
        in_head ? transcript.page->head.data() : transcript.page->tail.data();
    std::memcpy(to + at, data, part);
    transcript.size += part;
    data += part;
    size -= part;
  }
}

void Say(char speaker, const char* data, size_t size) {
  Transcript& transcript = g_transcript;
  if (transcript.page == nullptr) return;
  if (transcript.in_line && transcript.speaker != speaker) {
    Keep("\n", 1);
    transcript.in_line = false;
  }
  transcript.speaker = speaker;
  while (size > 0) {
    if (!transcript.in_line) Keep(&speaker, 1);
    const void* const end = std::memchr(data, '\n', size);
    const size_t line =
        end == nullptr
            ? size
            : static_cast<size_t>(static_cast<const char*>(end) - data) + 1;
    Keep(data, line);
    transcript.in_line = end == nullptr;
    data += line;
    size -= line;
  }
  transcript.page->size.store(transcript.size, std::memory_order_release);
}

// The next even number, which is not 0.
void EndTurn() {
  g_channel.turn = (g_channel.turn + 2) & ~1U;
  Own().turn.store(g_channel.turn, std::memory_order_release);
}

void BeginWait(Wait wait) {
  if (g_channel.page == nullptr) return;
  Own().wait.store(wait, std::memory_order_release);
  // The next odd number, also from a signal handler that interrupts a wait.
  g_channel.turn = (g_channel.turn + 1) | 1;
  Own().turn.store(g_channel.turn, std::memory_order_release);
}

}  // namespace

bool JoinChannel(int channel_fd, int transcript_fd) {
  g_channel = {};
  g_transcript = {};
  if (!Map(channel_fd, g_channel.page)) return false;
  if (transcript_fd >= 0) {
    g_channel.side = Side::kInteractor;
    if (!Map(transcript_fd, g_transcript.page)) return false;
  }
  EndTurn();
  return true;
}

void BeginRead() { BeginWait(Wait::kRead); }

void EndRead(const char* data, size_t size) {
  if (g_channel.page == nullptr) return;
  // In this order: as long as it waits, it has not taken what woke it.
  EndTurn();
  g_channel.taken += size;
  Own().taken.store(g_channel.taken, std::memory_order_release);
  Say('>', data, size);
}

void BeginWaitForRoom() { BeginWait(Wait::kWrite); }

void EndWaitForRoom() {
  if (g_channel.page != nullptr) EndTurn();
}

void NotePut(const char* data, size_t size) {
  if (g_channel.page == nullptr) return;
  g_channel.put += size;
  Own().put.store(g_channel.put, std::memory_order_release);
  Say('<', data, size);
}

void MarkEnd() {
  if (g_channel.page != nullptr) MarkFirstEnd(*g_channel.page, g_channel.side);
}

}  // namespace gavel::sandbox
