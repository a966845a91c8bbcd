BEGIN TRANSACTION;
CREATE TABLE class (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        key TEXT NOT NULL,
        position INTEGER NOT NULL,
        colour TEXT NOT NULL,
        present INTEGER NOT NULL DEFAULT 1
    ) STRICT
    ;
INSERT INTO "class" VALUES(1,'dent','dent',0,'#aa4499',1);
CREATE TABLE edit (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        forward TEXT NOT NULL,
        inverse TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('done', 'undone', 'forgotten'))
    ) STRICT
    ;
INSERT INTO "edit" VALUES(1,'add class','Add class dent','2026-11-21T10:58:30.338090+00:00','[{"table":"class","column":"present","values":[[1,1]]}]','[{"table":"class","column":"present","values":[[1,0]]}]','done');
INSERT INTO "edit" VALUES(2,'add photos','Add 4 photos to the inbox','2026-11-21T10:58:30.346628+00:00','[{"table":"class","column":"present","values":[]},{"table":"photo","column":"present","values":[[1,1],[2,1],[3,1],[4,1]]}]','[{"table":"photo","column":"present","values":[[1,0],[2,0],[3,0],[4,0]]},{"table":"class","column":"present","values":[]}]','done');
INSERT INTO "edit" VALUES(3,'set class','Set class of 2 photos to dent','2026-11-21T10:58:30.347823+00:00','[{"table":"photo","column":"class_id","values":[[1,1],[2,1]]}]','[{"table":"photo","column":"class_id","values":[[1,null],[2,null]]}]','done');
INSERT INTO "edit" VALUES(4,'set group','Put p0.png into group part 7','2026-11-21T10:58:30.350023+00:00','[{"table":"photo","column":"part","values":[[1,"part 7"]]}]','[{"table":"photo","column":"part","values":[[1,null]]}]','done');
INSERT INTO "edit" VALUES(5,'set note','Write a note on p1.png','2026-11-21T10:58:30.350549+00:00','[{"table":"photo","column":"note","values":[[2,"near the edge"]]}]','[{"table":"photo","column":"note","values":[[2,null]]}]','done');
INSERT INTO "edit" VALUES(6,'set colour','Change the colour of class dent','2026-11-21T10:58:30.352106+00:00','[{"table":"class","column":"colour","values":[[1,"#aa4499"]]}]','[{"table":"class","column":"colour","values":[[1,"#0072b2"]]}]','done');
INSERT INTO "edit" VALUES(7,'set note','Write a note on p2.png','2026-11-21T10:58:30.353488+00:00','[{"table":"photo","column":"note","values":[[3,"undone"]]}]','[{"table":"photo","column":"note","values":[[3,null]]}]','undone');
CREATE TABLE model_version (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        created TEXT NOT NULL,
        encoder TEXT NOT NULL,
        folder TEXT NOT NULL,
        accuracy_before REAL,
        accuracy_after REAL,
        active INTEGER NOT NULL,
        examples INTEGER,
        present INTEGER NOT NULL DEFAULT 1
    ) STRICT
    ;
CREATE TABLE photo (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        digest TEXT NOT NULL,
        name TEXT NOT NULL,
        source NOT NULL,
        copy TEXT,
        width INTEGER NOT NULL,
        height INTEGER NOT NULL,
        class_id INTEGER REFERENCES class (id),
        part TEXT,
        note TEXT,
        present INTEGER NOT NULL DEFAULT 1
    );
INSERT INTO "photo" VALUES(1,'79ee36bf5bac7e7b34216014498b57dbd7ad3e8238a3d09b96bfe652fa6db191','p0.png','/photos/p0.png',NULL,12,9,1,'part 7',NULL,1);
INSERT INTO "photo" VALUES(2,'1aeef923c6b3fbe25c1fca7caa9b2fba11ab69194cdc128ad2c023c72e0107d6','p1.png','/photos/p1.png',NULL,12,9,1,NULL,'near the edge',1);
INSERT INTO "photo" VALUES(3,'a968af0208b847d8d719a0231eb632239be3ae971cc83e8e3750bc8f5ea1a4cd','p2.png','/photos/p2.png',NULL,12,9,NULL,NULL,NULL,1);
INSERT INTO "photo" VALUES(4,'365d105432abdf4963d903ee485b9bff803763343e393052d57c06e0248c8d37','old.JPG','/photos/old.JPG',NULL,12,9,NULL,NULL,NULL,1);
CREATE TABLE project (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        revision INTEGER NOT NULL,
        copy_images INTEGER NOT NULL,
        created TEXT NOT NULL
    ) STRICT
    ;
INSERT INTO "project" VALUES(1,8,0,'2026-11-21T10:58:30.329417+00:00');
CREATE TABLE setting (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE TABLE trail (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        user TEXT NOT NULL,
        happening TEXT NOT NULL,
        edit_id INTEGER NOT NULL REFERENCES edit (id),
        revision INTEGER NOT NULL
    ) STRICT
    ;
INSERT INTO "trail" VALUES(1,'2026-11-21T10:58:30.338216+00:00','ann','done',1,1);
INSERT INTO "trail" VALUES(2,'2026-11-21T10:58:30.346723+00:00','ann','done',2,2);
INSERT INTO "trail" VALUES(3,'2026-11-21T10:58:30.347890+00:00','ann','done',3,3);
INSERT INTO "trail" VALUES(4,'2026-11-21T10:58:30.350093+00:00','ann','done',4,4);
INSERT INTO "trail" VALUES(5,'2026-11-21T10:58:30.350599+00:00','ann','done',5,5);
INSERT INTO "trail" VALUES(6,'2026-11-21T10:58:30.352190+00:00','ann','done',6,6);
INSERT INTO "trail" VALUES(7,'2026-11-21T10:58:30.353538+00:00','ann','done',7,7);
INSERT INTO "trail" VALUES(8,'2026-11-21T10:58:30.356976+00:00','ann','undone',7,8);
CREATE UNIQUE INDEX class_key ON class (key) WHERE present = 1;
CREATE UNIQUE INDEX photo_digest ON photo (digest) WHERE present = 1;
CREATE INDEX edit_state ON edit (state, id);
CREATE INDEX trail_edit ON trail (edit_id);
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('class',1);
INSERT INTO "sqlite_sequence" VALUES('edit',7);
INSERT INTO "sqlite_sequence" VALUES('trail',8);
INSERT INTO "sqlite_sequence" VALUES('photo',4);
COMMIT;
PRAGMA application_id = 1397309773;
PRAGMA user_version = 4;
