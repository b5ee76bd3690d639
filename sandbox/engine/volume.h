// The files that a program sees, in memory: what it was given, and what it has
// written itself.
//
// Shape:   a tree of names relative to the root, "" being the root; directories
//          are there where files are, and where writing is allowed. Paths are
//          resolved: no ".", "..", or doubled slashes
// Errors:  as system calls of Linux, negative: -ENOENT
// Units:   bytes. What is written counts as output, with its record in
//          written_files.h; over the limit the process ends
// Threads: single-threaded
#ifndef GAVEL_SANDBOX_ENGINE_VOLUME_H_
#define GAVEL_SANDBOX_ENGINE_VOLUME_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace gavel::sandbox {

// What a file held when the process got it: in memory that stays, or behind a
// descriptor that pread can read.
struct GivenContent {
  const char* data = nullptr;
  int fd = -1;
  int64_t size = 0;
};

class Volume {
 public:
  struct Status {
    bool is_directory = false;
    int64_t size = 0;
    // Of what it holds, if it is a directory.
    bool is_writable = false;
  };

  // Above the standard streams.
  static constexpr int kFirstDescriptor = 3;

  Volume();

  // Before anything else. A file of the program's own is what modules are made
  // of, until something else takes its name.
  void AddFile(absl::string_view path, const GivenContent& content,
               bool is_source);
  void AllowWriting(absl::string_view directory);

  // What the program's own file of that name says; null if there is none.
  const GivenContent* Source(absl::string_view path) const;
  std::vector<std::string> SourceNames() const;

  // A descriptor. `flags` are open's of Linux.
  int Open(absl::string_view path, int flags);
  int Close(int fd);
  // The number of bytes. A negative position is the descriptor's own.
  int64_t Read(int fd, char* to, size_t size, int64_t position);
  int64_t Write(int fd, const char* from, size_t size, int64_t position);
  int Truncate(int fd, int64_t size);
  int StatOpen(int fd, Status& status) const;

  int Stat(absl::string_view path, Status& status) const;
  // Names of what is in a directory, in order.
  int List(absl::string_view path, std::vector<std::string>& names) const;
  int MakeDirectory(absl::string_view path);
  int RemoveDirectory(absl::string_view path);
  int Unlink(absl::string_view path);
  int Rename(absl::string_view from, absl::string_view to);

  // Writes a record of written_files.h for every file that is not as it was
  // given. What cannot be written is lost.
  void Save(int fd) const;

 private:
  struct Node {
    bool is_directory = false;
    bool is_source = false;
    GivenContent given;
    // Its content is `own`, not what was given.
    bool is_written = false;
    std::string own;
    // It has a name.
    bool is_linked = true;
    int64_t size() const;
  };
  struct OpenFile {
    std::shared_ptr<Node> node;
    int64_t offset = 0;
    int flags = 0;
  };
  using Nodes = std::map<std::string, std::shared_ptr<Node>, std::less<>>;

  std::shared_ptr<Node> Find(absl::string_view path) const;
  // Why nothing can be made or changed under that name, or 0.
  int CheckPlace(absl::string_view path) const;
  bool IsWritable(absl::string_view path) const;
  void MakeDirectories(absl::string_view path);
  bool IsEmpty(absl::string_view directory) const;
  OpenFile* OpenFileOf(int fd);
  const OpenFile* OpenFileOf(int fd) const;
  // Makes the content the file's own, to be changed and saved.
  void Own(absl::string_view path, Node& node);
  // Why the one cannot take the other's name, or 0.
  int CheckRename(absl::string_view from, absl::string_view to) const;
  void Move(const std::string& from, const std::string& to);
  void Forget(Nodes::iterator file);
  static void Resize(Node& node, size_t size);

  Nodes nodes_;
  std::vector<std::string> writable_;
  // By descriptor, from kFirstDescriptor on; without a node: free.
  std::vector<OpenFile> open_;
};

}  // namespace gavel::sandbox

#endif  // GAVEL_SANDBOX_ENGINE_VOLUME_H_
