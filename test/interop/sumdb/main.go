// Reads a log with golang.org/x/mod/sumdb: every entry is proved to be in it, and it to go on from an older tree head.
//
//	go run . LOG-FOLDER VERIFIER-KEY OLDER-TREE-HEAD
package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const height = 8

type files struct{ folder string }

func (f files) Height() int { return height }

func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		// C2SP tlog-tiles leaves the height out of the path.
		path := "tile/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
		data, err := os.ReadFile(filepath.Join(f.folder, path))
		if err != nil {
			return nil, err
		}
		all = append(all, data)
	}
	return all, nil
}

func (f files) SaveTiles([]tlog.Tile, [][]byte) {}

func opened(path string, verifier note.Verifier) tlog.Tree {
	text, err := os.ReadFile(path)
	check(err)
	signed, err := note.Open(text, note.VerifierList(verifier))
	check(err)
	lines := strings.SplitN(signed.Text, "\n", 4)
	var size int64
	_, err = fmt.Sscan(lines[1], &size)
	check(err)
	hash, err := tlog.ParseHash(lines[2])
	check(err)
	return tlog.Tree{N: size, Hash: hash}
}

func (f files) entries(tree tlog.Tree) [][]byte {
	var all [][]byte
	for index := int64(0); int64(len(all)) < tree.N; index++ {
		tile := tlog.Tile{H: height, L: 0, N: index, W: int(min(1<<height, tree.N-index<<height))}
		path := "tile/entries/" + strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/0/", height))
		data, err := os.ReadFile(filepath.Join(f.folder, path))
		check(err)
		for rest := bytes.NewBuffer(data); rest.Len() > 0; {
			size := binary.BigEndian.Uint16(rest.Next(2))
			all = append(all, bytes.Clone(rest.Next(int(size))))
		}
	}
	return all
}

func main() {
	f := files{os.Args[1]}
	verifier, err := note.NewVerifier(os.Args[2])
	check(err)
	tree := opened(filepath.Join(f.folder, "checkpoint"), verifier)
	older := opened(os.Args[3], verifier)
	reader := tlog.TileHashReader(tree, f)
	entries := f.entries(tree)
	for at, entry := range entries {
		proof, err := tlog.ProveRecord(tree.N, int64(at), reader)
		check(err)
		check(tlog.CheckRecord(proof, tree.N, tree.Hash, int64(at), tlog.RecordHash(entry)))
	}
	proof, err := tlog.ProveTree(tree.N, older.N, reader)
	check(err)
	check(tlog.CheckTree(proof, tree.N, tree.Hash, older.N, older.Hash))
	fmt.Printf("%d entries, from %d on\n", len(entries), older.N)
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
