;; Eight places of a text walked side by side through one automaton: a single walk waits for memory at every byte, eight wait together.
;;
;; A line with # stands for eight, one for each lane 0 to 7; names in capitals are places in memory, which lanes-memory.ts lays out: STATE# the lane's state, HIT# where its next hit
;; goes, LIMIT# where its list of hits ends, TEXT# its text, TABLE the rows of the table (scripts/build-wasm.ts writes both out).
;; run(p, count): `count` bytes of each lane, from its byte p on. Returns the bytes that were not walked: 0, or more where a target is not known yet (none of the lanes has
;; moved over that byte) or where a hit list reached its end. A hit is two i32: p and the state entered.
(module
  (import "cordon" "memory" (memory 1))
  (func (export "run") (param $p i32) (param $count i32) (result i32)
    (local $any i32)
    (local $full i32)
    (local $h i32)
    (local $s# i32)
    (local $e# i32)
    (local.set $s# (i32.load offset=STATE# (i32.const 0)))
    (block $done
      (br_if $done (i32.eqz (local.get $count)))
      (loop $next
        (local.set $any (i32.const 0))
        (local.set $e# (i32.load16_u offset=TABLE (i32.add (i32.shl (local.get $s#) (i32.const 9)) (i32.shl (i32.load8_u offset=TEXT# (local.get $p)) (i32.const 1)))))
        (local.set $any (i32.or (local.get $any) (local.get $e#)))
        (if (i32.and (local.get $any) (i32.const 0x8000))
          (then
            (br_if $done (i32.eq (local.get $e#) (i32.const 0xffff)))
            (if (i32.and (local.get $e#) (i32.const 0x8000)) (then (local.set $e# (i32.and (local.get $e#) (i32.const 0x7fff))) (local.set $h (i32.load offset=HIT# (i32.const 0))) (i32.store (local.get $h) (local.get $p)) (i32.store offset=4 (local.get $h) (local.get $e#)) (local.set $h (i32.add (local.get $h) (i32.const 8))) (i32.store offset=HIT# (i32.const 0) (local.get $h)) (local.set $full (i32.or (local.get $full) (i32.ge_u (local.get $h) (i32.load offset=LIMIT# (i32.const 0)))))))
            ))
        (local.set $s# (local.get $e#))
        (local.set $p (i32.add (local.get $p) (i32.const 1)))
        (local.set $count (i32.sub (local.get $count) (i32.const 1)))
        (br_if $done (local.get $full))
        (br_if $next (local.get $count))))
    (i32.store offset=STATE# (i32.const 0) (local.get $s#))
    (local.get $count)))
