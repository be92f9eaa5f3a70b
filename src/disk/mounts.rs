//! What kind of disk a folder is on. Of what other machines do to a share, the system tells
//! nothing.

use std::fs;
use std::path::Path;

/// What Linux calls the disks that others may write to, too.
const SHARED: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.rclone",
    "fuse.sshfs",
    "fuse.vmhgfs-fuse",
    "nfs",
    "nfs4",
    "smb3",
    "vboxsf",
    "virtiofs",
];

/// Returns what kind of disk the folder is on if others may write to it without our being told.
pub(super) fn shared(folder: &Path) -> Option<String> {
    let folder = fs::canonicalize(folder).ok()?;
    // Only Linux has this list; elsewhere the system tells of shares, or knows nothing.
    let mounts = fs::read("/proc/self/mountinfo").ok()?;
    let mounts = String::from_utf8_lossy(&mounts);
    kind(&mounts, &folder).filter(|kind| SHARED.contains(kind)).map(str::to_owned)
}

/// Finds the kind of the disk that holds `path` in Linux's list of them.
fn kind<'m>(mounts: &'m str, path: &Path) -> Option<&'m str> {
    let mounts = mounts.lines().filter_map(|line| {
        let (mount, disk) = line.split_once(" - ")?;
        Some((unescape(mount.split(' ').nth(4)?), disk.split(' ').next()?))
    });
    // Of two at one place the later hides the earlier; `max_by_key` returns the last.
    let above = mounts.filter(|(place, _)| path.starts_with(place));
    above.max_by_key(|(place, _)| place.len()).map(|(_, kind)| kind)
}

/// Undoes what the list does to blanks and the like in a path.
fn unescape(path: &str) -> String {
    path.replace("\\040", " ").replace("\\011", "\t").replace("\\012", "\n").replace("\\134", "\\")
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:44 / /home/ada/My\\040notes rw,noatime - nfs4 server:/notes rw,vers=4.2
31 22 0:45 / /mnt rw - ext4 /dev/sdb1 rw
32 31 0:46 / /mnt rw - fuse.sshfs ada@server: rw
";

    #[test]
    fn the_nearest_disk_that_is_not_hidden_counts() {
        for (path, expected) in [
            ("/home/ada/notes", "ext4"),
            ("/home/ada/My notes", "nfs4"),
            ("/home/ada/My notes/people", "nfs4"),
            ("/home/ada/My notes too", "ext4"),
            ("/mnt/notes", "fuse.sshfs"),
        ] {
            assert_eq!(kind(MOUNTS, Path::new(path)), Some(expected), "{path}");
        }
    }

    #[test]
    fn without_a_list_nothing_is_known() {
        assert_eq!(kind("", Path::new("/home")), None);
        assert_eq!(kind("nonsense\n1 2 3 - \n", Path::new("/home")), None);
    }
}
