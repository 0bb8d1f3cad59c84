// Checks a log that Pulau made with the packages of the Go checksum database, which know nothing of Pulau.
//
//	check DATA.json [FOLDER]    FOLDER holds tile/… as it is served
//
// It prints what it checked, and ends with 1 at the first thing that does not hold.
package main

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type path struct {
	Index int64
	Old   int64
	Size  int64
	Path  []string
}

type data struct {
	Keys []struct {
		Type int
		Vkey string
	}
	Checkpoint struct {
		Note string
		Time uint64
	}
	Leaves      []string
	Roots       map[string]string
	Inclusion   []path
	Consistency []path
}

const height = 8

func must(err error, what string) {
	if err != nil {
		fmt.Printf("refused: %s: %v\n", what, err)
		os.Exit(1)
	}
}

func hashOf(text string) (hash tlog.Hash) {
	raw, err := hex.DecodeString(text)
	if err == nil && len(raw) != tlog.HashSize {
		err = errors.New("not 32 bytes")
	}
	must(err, "a hash")
	copy(hash[:], raw)
	return hash
}

func hashesOf(texts []string) (hashes []tlog.Hash) {
	for _, text := range texts {
		hashes = append(hashes, hashOf(text))
	}
	return hashes
}

// witness verifies cosignature/v1 (C2SP tlog-cosignature), which the note package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	at   uint64
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(text, signature []byte) bool {
	if len(signature) != 8+ed25519.SignatureSize {
		return false
	}
	w.at = binary.BigEndian.Uint64(signature)
	said := fmt.Sprintf("cosignature/v1\ntime %d\n%s", w.at, text)
	return ed25519.Verify(w.key, []byte(said), signature[8:])
}

func witnessOf(vkey string) (*witness, error) {
	parts := strings.SplitN(vkey, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a vkey")
	}
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	if err != nil || len(raw) != 1+ed25519.PublicKeySize || raw[0] != 4 {
		return nil, errors.New("not a witness's key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	if hex.EncodeToString(sum[:4]) != parts[1] {
		return nil, errors.New("another key id")
	}
	return &witness{name: parts[0], hash: binary.BigEndian.Uint32(sum[:4]), key: raw[1:]}, nil
}

func (d *data) checkNote() tlog.Tree {
	var known []note.Verifier
	var log note.Verifier
	witnesses := map[uint32]*witness{}
	for _, key := range d.Keys {
		if key.Type == 1 {
			verifier, err := note.NewVerifier(key.Vkey)
			must(err, key.Vkey)
			log = verifier
			known = append(known, verifier)
			continue
		}
		verifier, err := witnessOf(key.Vkey)
		must(err, key.Vkey)
		witnesses[verifier.hash] = verifier
		known = append(known, verifier)
	}
	opened, err := note.Open([]byte(d.Checkpoint.Note), note.VerifierList(known...))
	must(err, "the checkpoint's signatures")
	cosigned := 0
	for _, signature := range opened.Sigs {
		if found, ok := witnesses[signature.Hash]; ok {
			cosigned++
			if found.at != d.Checkpoint.Time {
				must(fmt.Errorf("time %d", found.at), "a cosignature")
			}
		}
	}
	lines := strings.Split(opened.Text, "\n")
	if len(opened.UnverifiedSigs) != 0 || len(lines) != 4 || lines[0] != log.Name() {
		must(errors.New("another origin, or unknown signatures"), "the checkpoint")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	must(err, "the size")
	root, err := tlog.ParseHash(lines[2])
	must(err, "the root")
	fmt.Printf("checkpoint of %d, signed by %s and %d witnesses\n", size, log.Name(), cosigned)
	return tlog.Tree{N: size, Hash: root}
}

// stored is Go's own tree of the leaves.
func stored(leaves []string) tlog.HashReaderFunc {
	var all []tlog.Hash
	reader := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var found []tlog.Hash
		for _, index := range indexes {
			found = append(found, all[index])
		}
		return found, nil
	})
	for number, leaf := range leaves {
		more, err := tlog.StoredHashes(int64(number), []byte(leaf), reader)
		must(err, "a leaf")
		all = append(all, more...)
	}
	return reader
}

type folder string

func (f folder) Height() int                     { return height }
func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
func (f folder) place(tile tlog.Tile) string {
	return filepath.Join(string(f), "tile", strings.TrimPrefix(tile.Path(), "tile/8/"))
}

func (f folder) ReadTiles(tiles []tlog.Tile) (found [][]byte, err error) {
	for _, tile := range tiles {
		raw, err := os.ReadFile(f.place(tile))
		if err != nil {
			return nil, err
		}
		found = append(found, raw)
	}
	return found, nil
}

func (f folder) check(tree tlog.Tree, own tlog.HashReader, leaves []string) {
	// Go writes a partial tile for each width on the way; Pulau keeps those of the last size alone.
	widest := map[string]tlog.Tile{}
	for _, tile := range tlog.NewTiles(height, 0, tree.N) {
		key := fmt.Sprintf("%d/%d", tile.L, tile.N)
		if tile.W > widest[key].W {
			widest[key] = tile
		}
	}
	for _, tile := range widest {
		expected, err := tlog.ReadTileData(tile, own)
		must(err, tile.Path())
		found, err := os.ReadFile(f.place(tile))
		must(err, tile.Path())
		if string(found) != string(expected) {
			must(errors.New("other hashes"), tile.Path())
		}
	}
	// The reader authenticates every tile against the checkpoint's root before it gives a hash.
	reader := tlog.TileHashReader(tree, f)
	for index := int64(0); index < tree.N; index++ {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		must(err, "tiles")
		leaf := tlog.RecordHash([]byte(leaves[index]))
		must(tlog.CheckRecord(proof, tree.N, tree.Hash, index, leaf), "a proof from tiles")
	}
	fmt.Printf("%d tiles, and from them the proofs of %d leaves\n", len(widest), tree.N)
}

func main() {
	raw, err := os.ReadFile(os.Args[1])
	must(err, "the data")
	var d data
	must(json.Unmarshal(raw, &d), "the data")
	tree := d.checkNote()
	own := stored(d.Leaves)
	for text, told := range d.Roots {
		size, err := strconv.ParseInt(text, 10, 64)
		must(err, "a size")
		if size == 0 {
			continue // Go has no empty tree
		}
		root, err := tlog.TreeHash(size, own)
		must(err, "a root")
		if root != hashOf(told) {
			must(errors.New("another root"), text)
		}
	}
	if hashOf(d.Roots[strconv.FormatInt(tree.N, 10)]) != tree.Hash {
		must(errors.New("not the root of the leaves"), "the checkpoint")
	}
	root := func(size int64) tlog.Hash { return hashOf(d.Roots[strconv.FormatInt(size, 10)]) }
	for _, p := range d.Inclusion {
		leaf := tlog.RecordHash([]byte(d.Leaves[p.Index]))
		what := fmt.Sprintf("leaf %d of %d", p.Index, p.Size)
		must(tlog.CheckRecord(hashesOf(p.Path), p.Size, root(p.Size), p.Index, leaf), what)
	}
	consistent := 0
	for _, p := range d.Consistency {
		if p.Old == 0 {
			continue // Go has no empty tree
		}
		what := fmt.Sprintf("%d after %d", p.Size, p.Old)
		must(tlog.CheckTree(hashesOf(p.Path), p.Size, root(p.Size), p.Old, root(p.Old)), what)
		consistent++
	}
	fmt.Printf("%d roots, %d inclusion proofs, %d consistency proofs\n", len(d.Roots), len(d.Inclusion), consistent)
	if len(os.Args) > 2 {
		folder(os.Args[2]).check(tree, own, d.Leaves)
	}
	fmt.Println("all of it holds")
}
