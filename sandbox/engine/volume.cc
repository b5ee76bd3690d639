#include "sandbox/engine/volume.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "sandbox/engine/streams.h"
#include "sandbox/file_names.h"

namespace gavel::sandbox {
namespace {

constexpr size_t kMostOpen = 1024;
// Larger than any output limit, so that sizes do not overflow.
constexpr int64_t kMostSize = int64_t{1} << 40;

// What a file counts beside its content: the rest of its record.
int64_t CostOf(absl::string_view path) {
  return static_cast<int64_t>(2 * sizeof(uint32_t) + path.size());
}

absl::string_view ParentOf(absl::string_view path) {
  const size_t slash = path.rfind('/');
  return path.substr(0, slash == absl::string_view::npos ? 0 : slash);
}

// What names in the directory begin with.
std::string PrefixOf(absl::string_view directory) {
  return directory.empty() ? "" : absl::StrCat(directory, "/");
}

bool Writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY; }

int64_t ReadGiven(const GivenContent& given, char* to, size_t size,
                  int64_t position) {
  if (given.fd < 0) {
    std::memcpy(to, given.data + position, size);
    return static_cast<int64_t>(size);
  }
  ssize_t count = -1;
  do {
    count = pread(given.fd, to, size, position);
  } while (count < 0 && errno == EINTR);
  return count < 0 ? -errno : count;
}

void WriteAll(int fd, const void* data, size_t size) {
  const char* rest = static_cast<const char*>(data);
  while (size > 0) {
    const ssize_t count = write(fd, rest, size);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return;
    rest += count;
    size -= static_cast<size_t>(count);
  }
}

}  // namespace

int64_t Volume::Node::size() const {
  return is_written ? static_cast<int64_t>(own.size()) : given.size;
}

Volume::Volume() {
  nodes_[""] = std::make_shared<Node>();
  nodes_[""]->is_directory = true;
}

void Volume::AddFile(absl::string_view path, const GivenContent& content,
                     bool is_source) {
  MakeDirectories(ParentOf(path));
  auto node = std::make_shared<Node>();
  node->given = content;
  node->is_source = is_source;
  nodes_[std::string(path)] = std::move(node);
}

void Volume::AllowWriting(absl::string_view directory) {
  if (directory == ".") directory = "";
  MakeDirectories(directory);
  writable_.push_back(PrefixOf(directory));
}

void Volume::MakeDirectories(absl::string_view path) {
  while (!path.empty() && !nodes_.contains(path)) {
    auto node = std::make_shared<Node>();
    node->is_directory = true;
    nodes_[std::string(path)] = std::move(node);
    path = ParentOf(path);
  }
}

const GivenContent* Volume::Source(absl::string_view path) const {
  const auto found = nodes_.find(path);
  return found == nodes_.end() || !found->second->is_source ||
                 found->second->is_written
             ? nullptr
             : &found->second->given;
}

std::vector<std::string> Volume::SourceNames() const {
  std::vector<std::string> names;
  for (const auto& [name, node] : nodes_) {
    if (node->is_source) names.push_back(name);
  }
  return names;
}

std::shared_ptr<Volume::Node> Volume::Find(absl::string_view path) const {
  const auto found = nodes_.find(path);
  return found == nodes_.end() ? nullptr : found->second;
}

bool Volume::IsWritable(absl::string_view path) const {
  return std::any_of(writable_.begin(), writable_.end(),
                     [&](const std::string& prefix) {
                       return absl::StartsWith(path, prefix);
                     });
}

int Volume::CheckPlace(absl::string_view path) const {
  if (path.empty()) return -EACCES;
  const std::shared_ptr<Node> parent = Find(ParentOf(path));
  if (parent == nullptr) return -ENOENT;
  if (!parent->is_directory) return -ENOTDIR;
  if (!IsWritable(path)) return -EACCES;
  return IsFileName(path) ? 0 : -EINVAL;
}

bool Volume::IsEmpty(absl::string_view directory) const {
  const std::string prefix = PrefixOf(directory);
  const auto next = nodes_.lower_bound(prefix);
  return next == nodes_.end() || !absl::StartsWith(next->first, prefix);
}

void Volume::Resize(Node& node, size_t size) {
  if (node.is_linked) {
    CountOutput(static_cast<int64_t>(size) -
                static_cast<int64_t>(node.own.size()));
  }
  node.own.resize(size);
}

void Volume::Own(absl::string_view path, Node& node) {
  if (node.is_written || node.is_directory) return;
  CountOutput(CostOf(path) + node.given.size);
  node.own.resize(static_cast<size_t>(node.given.size));
  size_t done = 0;
  while (done < node.own.size()) {
    const int64_t count =
        ReadGiven(node.given, node.own.data() + done, node.own.size() - done,
                  static_cast<int64_t>(done));
    if (count <= 0) break;
    done += static_cast<size_t>(count);
  }
  node.is_written = true;
}

int Volume::Open(absl::string_view path, int flags) {
  std::shared_ptr<Node> node = Find(path);
  const bool makes = node == nullptr;
  if (makes && (flags & O_CREAT) == 0) return -ENOENT;
  if (!makes && (flags & O_CREAT) != 0 && (flags & O_EXCL) != 0) return -EEXIST;
  const bool changes = Writes(flags) || (flags & O_TRUNC) != 0;
  if (!makes && node->is_directory && changes) return -EISDIR;
  if (makes || changes) {
    if (const int error = CheckPlace(path); error != 0) return error;
  }
  const auto free =
      std::find_if(open_.begin(), open_.end(),
                   [](const OpenFile& file) { return file.node == nullptr; });
  const size_t index = static_cast<size_t>(free - open_.begin());
  if (index == kMostOpen) return -EMFILE;
  if (makes) {
    node = std::make_shared<Node>();
    nodes_[std::string(path)] = node;
  }
  if (changes && (flags & O_TRUNC) != 0 && !node->is_written) {
    node->given = GivenContent();
  }
  if (changes) Own(path, *node);
  if (changes && (flags & O_TRUNC) != 0) Resize(*node, 0);
  if (free == open_.end()) open_.emplace_back();
  open_[index] = {std::move(node), 0, flags};
  return kFirstDescriptor + static_cast<int>(index);
}

Volume::OpenFile* Volume::OpenFileOf(int fd) {
  return const_cast<OpenFile*>(std::as_const(*this).OpenFileOf(fd));
}

const Volume::OpenFile* Volume::OpenFileOf(int fd) const {
  const size_t index = static_cast<size_t>(fd - kFirstDescriptor);
  if (fd < kFirstDescriptor || index >= open_.size()) return nullptr;
  return open_[index].node == nullptr ? nullptr : &open_[index];
}

int Volume::Close(int fd) {
  OpenFile* file = OpenFileOf(fd);
  if (file == nullptr) return -EBADF;
  *file = OpenFile();
  return 0;
}

int64_t Volume::Read(int fd, char* to, size_t size, int64_t position) {
  OpenFile* file = OpenFileOf(fd);
  if (file == nullptr || (file->flags & O_ACCMODE) == O_WRONLY) return -EBADF;
  const Node& node = *file->node;
  if (node.is_directory) return -EISDIR;
  const int64_t start = position < 0 ? file->offset : position;
  const int64_t left = std::max<int64_t>(0, node.size() - start);
  size = static_cast<size_t>(std::min(left, static_cast<int64_t>(size)));
  int64_t count = static_cast<int64_t>(size);
  if (size > 0 && node.is_written) {
    std::memcpy(to, node.own.data() + start, size);
  } else if (size > 0) {
    count = ReadGiven(node.given, to, size, start);
  }
  if (count > 0 && position < 0) file->offset += count;
  return count;
}

int64_t Volume::Write(int fd, const char* from, size_t size, int64_t position) {
  OpenFile* file = OpenFileOf(fd);
  if (file == nullptr || !Writes(file->flags)) return -EBADF;
  Node& node = *file->node;
  const bool appends = (file->flags & O_APPEND) != 0;
  const int64_t start = appends        ? node.size()
                        : position < 0 ? file->offset
                                       : position;
  if (start > kMostSize - static_cast<int64_t>(size)) return -EFBIG;
  const int64_t end = start + static_cast<int64_t>(size);
  if (end > node.size()) Resize(node, static_cast<size_t>(end));
  if (size > 0) std::memcpy(node.own.data() + start, from, size);
  if (position < 0) file->offset = end;
  return static_cast<int64_t>(size);
}

int Volume::Truncate(int fd, int64_t size) {
  OpenFile* file = OpenFileOf(fd);
  if (file == nullptr) return -EBADF;
  if (!Writes(file->flags) || size < 0) return -EINVAL;
  if (size > kMostSize) return -EFBIG;
  Resize(*file->node, static_cast<size_t>(size));
  return 0;
}

int Volume::StatOpen(int fd, Status& status) const {
  const OpenFile* file = OpenFileOf(fd);
  if (file == nullptr) return -EBADF;
  const Node& node = *file->node;
  status = {node.is_directory, node.size(), node.is_written};
  return 0;
}

int Volume::Stat(absl::string_view path, Status& status) const {
  const std::shared_ptr<Node> node = Find(path);
  if (node == nullptr) {
    const std::shared_ptr<Node> parent = Find(ParentOf(path));
    return parent != nullptr && !parent->is_directory ? -ENOTDIR : -ENOENT;
  }
  const bool writable =
      node->is_directory ? IsWritable(PrefixOf(path)) : IsWritable(path);
  status = {node->is_directory, node->is_directory ? 0 : node->size(),
            writable};
  return 0;
}

int Volume::List(absl::string_view path,
                 std::vector<std::string>& names) const {
  const std::shared_ptr<Node> node = Find(path);
  if (node == nullptr) return -ENOENT;
  if (!node->is_directory) return -ENOTDIR;
  const std::string prefix = PrefixOf(path);
  for (auto it = nodes_.lower_bound(prefix);
       it != nodes_.end() && absl::StartsWith(it->first, prefix); ++it) {
    const absl::string_view name =
        absl::string_view(it->first).substr(prefix.size());
    if (!name.empty() && !absl::StrContains(name, '/'))
      names.emplace_back(name);
  }
  return 0;
}

int Volume::MakeDirectory(absl::string_view path) {
  if (nodes_.contains(path)) return -EEXIST;
  if (const int error = CheckPlace(path); error != 0) return error;
  MakeDirectories(path);
  return 0;
}

int Volume::RemoveDirectory(absl::string_view path) {
  const std::shared_ptr<Node> node = Find(path);
  if (node == nullptr) return -ENOENT;
  if (!node->is_directory) return -ENOTDIR;
  if (const int error = CheckPlace(path); error != 0) return error;
  if (!IsEmpty(path)) return -ENOTEMPTY;
  nodes_.erase(nodes_.find(path));
  return 0;
}

int Volume::Unlink(absl::string_view path) {
  const auto found = nodes_.find(path);
  if (found == nodes_.end()) return -ENOENT;
  if (found->second->is_directory) return -EISDIR;
  if (const int error = CheckPlace(path); error != 0) return error;
  Forget(found);
  return 0;
}

void Volume::Forget(Nodes::iterator file) {
  Node& node = *file->second;
  if (node.is_written) {
    CountOutput(-CostOf(file->first) - static_cast<int64_t>(node.own.size()));
  }
  node.is_linked = false;
  nodes_.erase(file);
}

int Volume::CheckRename(absl::string_view from, absl::string_view to) const {
  const std::shared_ptr<Node> node = Find(from);
  const std::shared_ptr<Node> target = Find(to);
  if (node == nullptr) return -ENOENT;
  if (const int error = CheckPlace(from); error != 0) return error;
  if (const int error = CheckPlace(to); error != 0) return error;
  if (absl::StartsWith(to, PrefixOf(from))) return -EINVAL;
  if (target == nullptr) return 0;
  if (target->is_directory != node->is_directory) {
    return target->is_directory ? -EISDIR : -ENOTDIR;
  }
  return target->is_directory && !IsEmpty(to) ? -ENOTEMPTY : 0;
}

int Volume::Rename(absl::string_view from, absl::string_view to) {
  if (from == to && nodes_.contains(from)) return 0;
  if (const int error = CheckRename(from, to); error != 0) return error;
  if (const auto target = nodes_.find(to);
      target != nodes_.end() && !target->second->is_directory) {
    Forget(target);
  }
  // The node itself, and what is in it if it is a directory.
  std::vector<std::string> names = {std::string(from)};
  const std::string prefix = PrefixOf(from);
  for (auto it = nodes_.lower_bound(prefix);
       it != nodes_.end() && absl::StartsWith(it->first, prefix); ++it) {
    names.push_back(it->first);
  }
  for (const std::string& name : names) {
    Move(name, absl::StrCat(to, name.substr(from.size())));
  }
  return 0;
}

void Volume::Move(const std::string& from, const std::string& to) {
  const auto found = nodes_.find(from);
  const std::shared_ptr<Node> node = found->second;
  Own(from, *node);
  if (node->is_written) CountOutput(CostOf(to) - CostOf(from));
  nodes_.erase(found);
  nodes_[to] = node;
}

void Volume::Save(int fd) const {
  for (const auto& [name, node] : nodes_) {
    if (!node->is_written) continue;
    const std::array<uint32_t, 2> sizes = {
        static_cast<uint32_t>(name.size()),
        static_cast<uint32_t>(node->own.size())};
    WriteAll(fd, sizes.data(), sizeof(sizes));
    WriteAll(fd, name.data(), name.size());
    WriteAll(fd, node->own.data(), node->own.size());
  }
}

}  // namespace gavel::sandbox
