#include "sandbox/zygote/large_pages.h"

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <string>

#include "gtest/gtest.h"

namespace gavel::sandbox {
namespace {

constexpr size_t kPage = 4096;
// Enough to be worth moving.
constexpr size_t kPages = 64;
constexpr size_t kSize = kPages * kPage;

char LetterOf(size_t page) { return static_cast<char>('a' + page % 26); }

class LargePagesTest : public testing::Test {
 protected:
  // All pages from `first` to `last` full of their letter, others untouched.
  char* Map(int fd, size_t first, size_t last) {
    const int flags = MAP_PRIVATE | (fd < 0 ? MAP_ANONYMOUS : 0);
    void* const memory =
        mmap(nullptr, kSize, PROT_READ | PROT_WRITE, flags, fd, 0);
    EXPECT_NE(memory, MAP_FAILED);
    char* const begin = static_cast<char*>(memory);
    for (size_t page = first; page < last; ++page) {
      std::memset(begin + page * kPage, LetterOf(page), kPage);
    }
    return begin;
  }

  void MoveOrSkip() {
    if (MoveMemoryToLargePages() == 0) {
      GTEST_SKIP() << "the kernel has no large pages";
    }
  }
};

std::string Letters(const char* begin, size_t first, size_t last) {
  std::string letters;
  for (size_t page = first; page < last; ++page) {
    const char* const at = begin + page * kPage;
    const bool is_full =
        std::string(at, kPage) == std::string(kPage, at[kPage / 2]);
    letters += is_full ? at[0] : '!';
  }
  return letters;
}

std::string ExpectedLetters(size_t first, size_t last) {
  std::string letters;
  for (size_t page = first; page < last; ++page) letters += LetterOf(page);
  return letters;
}

template <typename Action>
int StatusOfFork(Action action) {
  const pid_t pid = fork();
  if (pid == 0) {
    action();
    _exit(0);
  }
  int status = -1;
  EXPECT_EQ(waitpid(pid, &status, 0), pid);
  return status;
}

TEST_F(LargePagesTest, KeepsWhatIsThereAndAddsNothing) {
  char* const begin = Map(-1, 10, 40);
  MoveOrSkip();
  std::array<unsigned char, kPages> residency{};
  ASSERT_EQ(mincore(begin, kSize, residency.data()), 0);
  for (size_t page = 0; page < kPages; ++page) {
    EXPECT_EQ(residency[page] & 1, page >= 10 && page < 40) << page;
  }
  EXPECT_EQ(Letters(begin, 10, 40), ExpectedLetters(10, 40));
  EXPECT_EQ(Letters(begin, 0, 10), std::string(10, '\0'));
  munmap(begin, kSize);
}

TEST_F(LargePagesTest, KeepsPagesOfAFileThatNobodyWrote) {
  std::FILE* const file = std::tmpfile();
  ASSERT_NE(file, nullptr);
  const std::string text(kSize, '.');
  ASSERT_EQ(std::fwrite(text.data(), 1, kSize, file), kSize);
  ASSERT_EQ(std::fflush(file), 0);
  char* const begin = Map(fileno(file), 0, 20);
  MoveOrSkip();
  EXPECT_EQ(Letters(begin, 0, 20), ExpectedLetters(0, 20));
  EXPECT_EQ(Letters(begin, 20, kPages), std::string(kPages - 20, '.'));
  munmap(begin, kSize);
  std::fclose(file);
}

TEST_F(LargePagesTest, KeepsProtection) {
  char* const begin = Map(-1, 0, kPages);
  ASSERT_EQ(mprotect(begin, kSize, PROT_READ), 0);
  MoveOrSkip();
  EXPECT_EQ(Letters(begin, 0, kPages), ExpectedLetters(0, kPages));
  const int status = StatusOfFork([begin] { *begin = 'x'; });
  EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGSEGV) << status;
  munmap(begin, kSize);
}

TEST_F(LargePagesTest, AForkHasCopiesOfItsOwn) {
  char* const begin = Map(-1, 0, kPages);
  MoveOrSkip();
  const int status = StatusOfFork([begin] {
    std::memset(begin, 'x', kSize / 2);
    if (Letters(begin, 32, kPages) != ExpectedLetters(32, kPages)) _exit(1);
  });
  EXPECT_EQ(status, 0);
  EXPECT_EQ(Letters(begin, 0, kPages), ExpectedLetters(0, kPages));
  munmap(begin, kSize);
}

}  // namespace
}  // namespace gavel::sandbox
