import type { Detector } from "../detector.ts";

/** 45 CFR 164.514(b)(2)(i)(Q): full-face photographs and comparable images: what refers to a stored one. */
const source = "45 CFR 164.514(b)(2)(i)(Q)";
const image = "(?i:jpe?g|png|heic|heif|tiff?|bmp|gif|webp|dcm|mp4|mov)";
const file = `[\\w./:%~\\x{80}-\\x{10FFFF}-]{1,120}\\.${image}`;

export const photos: readonly Detector[] = [
  {
    id: "photo_labelled",
    type: "PHOTO",
    title: "Photograph's file or address behind its label: photo IMG_9625_mai.png",
    evidence: "label",
    source,
    pattern: `\\b(?i:(?:patient |profile |face |facial |full-?face |id |wound )?(?:photos?|photograph|picture|headshot|portrait|selfie|mugshot|avatar|image)|facial image)(?:[ _-]?(?i:url|uri|file|path|link|id|name))?[\\s"'\\\\:=(]{1,6}(?:(?i:is|at|in|on|file|saved|as|of|stored)[ :]{1,2}){0,3}(${file})\\b`,
    cue: "photo",
    check: (value, { before }) =>
      !/(?:docker|container|base|background|hero|logo|banner|og:|icon)[ _:-]{0,2}image["'\s:=(]*$/i.test(before) &&
      !/(?:^|\/)(?:logo|icon|favicon|banner|default|placeholder|spinner|background)[^/]*$/i.test(value) &&
      !(
        /image["'\s:=(]*(?:is|at|file)?\s?$/i.test(before) &&
        !/(?:patient|face|facial|profile|wound|id)[ _-]?image/i.test(before) &&
        !/face|photo|img_|dsc|headshot|portrait/i.test(value)
      ),
    hits: [
      ["photo IMG_9625_mai.png, biometric", "IMG_9625_mai.png"],
      ['"photo_url":"https://cdn.example/p/77.jpg"', "https://cdn.example/p/77.jpg"],
      ["profile picture: /media/u/482137.jpeg", "/media/u/482137.jpeg"],
      ["Patient photo saved as doe_jane.heic", "doe_jane.heic"],
      ["Photo on file: /uploads/p/440192_front.jpg", "/uploads/p/440192_front.jpg"],
    ],
    misses: [
      ["docker image: app/web.png", "a container's image"],
      ["image /static/logo.png", "a page's logo"],
      ["photo album", "no file"],
      ["GET /static/app.png", "no label"],
    ],
  },
  {
    id: "photo_file",
    type: "PHOTO",
    title: "File whose name says that it shows a face: headshot-pham.jpeg, klemt_face_5892.jpg",
    evidence: "label",
    source,
    pattern: `((?:[a-z0-9]{2,8}://)?(?:[\\w./~\\x{80}-\\x{10FFFF}-]{0,100}[_./-])?(?i:headshot|selfie|mugshot|portrait|face|facial|patient[-_]?photo|profile[-_]?(?:photo|pic(?:ture)?)|photo[-_]?id|passport[-_]?photo|id[-_]?photo)[-_.][\\w.~\\x{80}-\\x{10FFFF}-]{0,60}\\.?${image})\\b`,
    cue: "photo",
    check: (value, { before }) =>
      !/[A-Za-z0-9_]$/.test(before) && !/(?:typeface|boldface|interface|surface)/i.test(value) && /\.[A-Za-z0-9]{3,4}$/.test(value),
    hits: [
      ["see headshot-pham.jpeg now", "headshot-pham.jpeg"],
      ["file klemt_face_5892.jpg", "klemt_face_5892.jpg"],
      ["profile_photo_482137.png", "profile_photo_482137.png"],
      ["jane-doe-selfie.2.heic", "jane-doe-selfie.2.heic"],
      ["patients/88120/face_front.png", "patients/88120/face_front.png"],
      ["s3://kyc/patients/88120/selfie.png", "s3://kyc/patients/88120/selfie.png"],
    ],
    misses: [
      ["network_interface_1.png", "another word"],
      ["surface-5.png", "another word"],
      ["headshot tips", "no file"],
      ["face.css", "no image"],
    ],
  },
];
