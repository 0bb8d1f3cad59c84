// Small helps on top of pages that work without them.
import { autosave } from "./autosave.js";
import { busyForms } from "./busy.js";
import { drawing } from "./draw.js";
import { fileDrops } from "./drop.js";
import { forgetVisits } from "./field-forget.js";
import { hall } from "./hall.js";
import { live } from "./live.js";
import { namings } from "./naming.js";
import { outbox } from "./outbox.js";
import { passkeys } from "./passkeys.js";
import { printButtons } from "./print.js";
import { scanning } from "./scan.js";
import { forgetUploads } from "./upload-memory.js";

document.documentElement.dataset.js = "";
printButtons(document);
fileDrops(document);
busyForms(document);
autosave(document);
namings(document);
passkeys(document);
scanning(document);
drawing(document);
hall(document);
live(document);
outbox(document);
forgetUploads(document);
forgetVisits(document);
