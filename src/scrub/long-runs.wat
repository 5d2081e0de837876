;; Finds runs of ASCII letters and digits that are at least sixteen bytes long, sixteen bytes at a time.
;;
;; find(p, end): from byte p of the memory on, which begins no run of before; the sixteen bytes behind `end` are no letters nor digits. Returns where the first such run begins, or -1.
;; Of each block the bits of a mask say which bytes are of a run: `n` at its beginning go on with `run` at the end of the block before.
(module
  (import "cordon" "memory" (memory 1))
  (func (export "find") (param $p i32) (param $end i32) (result i32)
    (local $block v128)
    (local $mask i32)
    (local $run i32)
    (block $none
      (loop $next
        (br_if $none (i32.ge_u (local.get $p) (local.get $end)))
        (local.set $block (v128.load align=1 (local.get $p)))
        (local.set $mask
          (i8x16.bitmask
            (v128.or
              (i8x16.lt_u (i8x16.sub (local.get $block) (i8x16.splat (i32.const 0x30))) (i8x16.splat (i32.const 10)))
              (i8x16.lt_u
                (i8x16.sub (v128.or (local.get $block) (i8x16.splat (i32.const 0x20))) (i8x16.splat (i32.const 0x61)))
                (i8x16.splat (i32.const 26))))))
        (if (i32.ge_u (i32.add (local.get $run) (i32.ctz (i32.xor (local.get $mask) (i32.const -1)))) (i32.const 16))
          (then (return (i32.sub (local.get $p) (local.get $run)))))
        (local.set $run (i32.clz (i32.xor (i32.shl (local.get $mask) (i32.const 16)) (i32.const -1))))
        (local.set $p (i32.add (local.get $p) (i32.const 16)))
        (br $next)))
    (i32.const -1)))
