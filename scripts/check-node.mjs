// better-sqlite3 13 ends with a segmentation fault on Node 20: print the required version instead.
const [major, minor] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `需要 Node 22.13 或更新的版本，现在是 ${process.versions.node}。\n` +
      '通常 npm install 会自动装好（可选依赖 node）；如果没有装上，请安装新版 Node 后重试。\n' +
      `(Node 22.13 or newer is needed; this is ${process.versions.node}.)`,
  )
  process.exit(2)
}
