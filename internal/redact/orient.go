package redact

import (
	"bytes"
	"encoding/binary"
)

// tagOrientation says in a TIFF structure which way up a picture is shown.
const tagOrientation = 274

// orientation reads which way up a picture is to be shown, 1 to 8; 1 where it does
// not say. It is all that is taken from a picture's metadata.
func orientation(kind string, data []byte) int {
	switch kind {
	case typeJPEG:
		return tiffOrientation(jpegExif(data))
	case typePNG:
		return tiffOrientation(pngExif(data))
	case "image/webp":
		return tiffOrientation(webpExif(data))
	case "image/tiff":
		return tiffOrientation(data)
	}
	return 1
}

// jpegExif gives the first Exif segment before the pixels.
func jpegExif(data []byte) []byte {
	for at := 2; at+4 <= len(data) && data[at] == 0xff; {
		marker, size := data[at+1], int(binary.BigEndian.Uint16(data[at+2:]))
		if marker == 0xff {
			at++
			continue
		}
		if marker == 0xda || size < 2 || at+2+size > len(data) {
			return nil
		}
		body := data[at+4 : at+2+size]
		if rest, ok := bytes.CutPrefix(body, []byte("Exif\x00\x00")); ok && marker == 0xe1 {
			return rest
		}
		at += 2 + size
	}
	return nil
}

func pngExif(data []byte) []byte {
	for at := 8; at+12 <= len(data); {
		size := int(binary.BigEndian.Uint32(data[at:]))
		if size < 0 || size > len(data)-at-12 {
			return nil
		}
		if string(data[at+4:at+8]) == "eXIf" {
			return data[at+8 : at+8+size]
		}
		at += 12 + size
	}
	return nil
}

func webpExif(data []byte) []byte {
	for at := 12; at+8 <= len(data); {
		size := int(binary.LittleEndian.Uint32(data[at+4:]))
		if size < 0 || size > len(data)-at-8 {
			return nil
		}
		if string(data[at:at+4]) == "EXIF" {
			return bytes.TrimPrefix(data[at+8:at+8+size], []byte("Exif\x00\x00"))
		}
		at += 8 + size + size&1
	}
	return nil
}

// tiffOrientation looks into the first directory of a TIFF structure.
func tiffOrientation(b []byte) int {
	if len(b) < 8 {
		return 1
	}
	var order binary.ByteOrder = binary.BigEndian
	if b[0] == 'I' {
		order = binary.LittleEndian
	}
	at := int(order.Uint32(b[4:]))
	if order.Uint16(b[2:]) != 42 || at < 8 || at > len(b)-2 {
		return 1
	}
	n := int(order.Uint16(b[at:]))
	for at += 2; n > 0 && at+12 <= len(b); n, at = n-1, at+12 {
		if order.Uint16(b[at:]) == tagOrientation {
			if v := int(order.Uint16(b[at+8:])); v >= 1 && v <= 8 {
				return v
			}
			return 1
		}
	}
	return 1
}
