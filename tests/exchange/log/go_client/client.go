// A log that knows nothing of Pulau: made and signed by the packages of the Go checksum database, cosigned by a witness.
//
//	client URL VKEY SEED    SEED is that of the log's key, in hex; its origin is go.example/log
//
// It grows from nothing to 300 entries, has every size cosigned by add-checkpoint (tlog-witness) over one connection,
// and opens each checkpoint with the witness's key. It ends with 1 at the first thing that is not as the protocol says.
package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const origin = "go.example/log"

func must(err error, what string) {
	if err != nil {
		fmt.Printf("refused: %s: %v\n", what, err)
		os.Exit(1)
	}
}

// cosigner opens cosignatures (type 4), as c2sp.org/tlog-cosignature has them.
type cosigner struct {
	name string
	hash uint32
	key  ed25519.PublicKey
	time uint64
}

func (c *cosigner) Name() string    { return c.name }
func (c *cosigner) KeyHash() uint32 { return c.hash }
func (c *cosigner) Verify(msg, sig []byte) bool {
	if len(sig) != 72 {
		return false
	}
	c.time = binary.BigEndian.Uint64(sig)
	return ed25519.Verify(c.key, []byte(fmt.Sprintf("cosignature/v1\ntime %d\n%s", c.time, msg)), sig[8:])
}

func newCosigner(vkey string) *cosigner {
	parts := strings.SplitN(vkey, "+", 3)
	raw, err := base64.StdEncoding.DecodeString(parts[2])
	must(err, "the witness's key")
	id := sha256.Sum256(append([]byte(parts[0]+"\n"), raw...))
	if raw[0] != 4 || hex.EncodeToString(id[:4]) != parts[1] {
		must(fmt.Errorf("its id is %x", id[:4]), "the witness's key")
	}
	return &cosigner{name: parts[0], hash: binary.BigEndian.Uint32(id[:]), key: raw[1:]}
}

type stored []tlog.Hash

func (s stored) ReadHashes(indexes []int64) (found []tlog.Hash, err error) {
	for _, index := range indexes {
		found = append(found, s[index])
	}
	return found, nil
}

func post(url string, old int64, proof tlog.TreeProof, signed []byte) (int, string, string) {
	var body bytes.Buffer
	fmt.Fprintf(&body, "old %d\n", old)
	for _, hash := range proof {
		fmt.Fprintf(&body, "%s\n", hash)
	}
	fmt.Fprintf(&body, "\n%s", signed)
	answer, err := http.Post(url+"/add-checkpoint", "", &body)
	must(err, "the request")
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(err, "the answer")
	return answer.StatusCode, answer.Header.Get("Content-Type"), string(text)
}

func main() {
	url, witness := os.Args[1], newCosigner(os.Args[2])
	seed, err := hex.DecodeString(os.Args[3])
	must(err, "the seed")
	private := ed25519.NewKeyFromSeed(seed)
	coded := append([]byte{1}, private.Public().(ed25519.PublicKey)...)
	id := sha256.Sum256(append([]byte(origin+"\n"), coded...))
	skey := fmt.Sprintf("PRIVATE+KEY+%s+%x+%s", origin, id[:4], base64.StdEncoding.EncodeToString(append([]byte{1}, seed...)))
	signer, err := note.NewSigner(skey)
	must(err, "the log's key")
	var hashes stored
	signedAt := func(size int64) []byte {
		root, err := tlog.TreeHash(size, hashes)
		must(err, "the root")
		text := fmt.Sprintf("%s\n%d\n%s\n", origin, size, root)
		signed, err := note.Sign(&note.Note{Text: text}, signer)
		must(err, "the signature")
		return signed
	}
	old, cosigned := int64(0), 0
	for size := int64(1); size <= 300; size++ {
		further, err := tlog.StoredHashes(size-1, []byte(fmt.Sprintf("entry %d", size)), hashes)
		must(err, "the leaf")
		hashes = append(hashes, further...)
		if size%3 == 2 && size < 290 {
			continue
		}
		var proof tlog.TreeProof
		if old > 0 {
			proof, err = tlog.ProveTree(size, old, hashes)
			must(err, "the proof")
		}
		signed := signedAt(size)
		status, kind, text := post(url, old+1, proof, signed)
		if old+1 <= size && (status != 409 || kind != "text/x.tlog.size" || text != fmt.Sprintf("%d\n", old)) {
			must(fmt.Errorf("%d %s %q", status, kind, text), "another old size")
		}
		status, _, text = post(url, old, proof, signed)
		if status != 200 {
			must(fmt.Errorf("%d %q", status, text), fmt.Sprintf("growth from %d to %d", old, size))
		}
		opened, err := note.Open(append(signed, text...), note.VerifierList(witness))
		must(err, "the cosignature")
		if len(opened.Sigs) != 1 || witness.time == 0 {
			must(fmt.Errorf("%d signatures", len(opened.Sigs)), "the cosignature")
		}
		old, cosigned = size, cosigned+1
	}
	if status, _, text := post(url, old, tlog.TreeProof{tlog.Hash{}}, signedAt(old)); status != 422 {
		must(fmt.Errorf("%d %q", status, text), "a proof that does not hold")
	}
	fmt.Printf("%d checkpoints cosigned\n", cosigned)
}
