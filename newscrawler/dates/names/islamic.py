"""Hijri months as Latin letters print them outside English: Turkish, Indonesian, Malay, Bosnian, French."""

from __future__ import annotations

HIJRI_MONTHS = (
    "Muharrem|Muharam|Mouharram|Moharram",
    "Safer|Sapar",
    (
        "Rebiülevvel|Rebiül evvel|Rebi ül evvel|Rabiul Awal|Rabiul Awwal|Rabi ul Awal|Rabiulawal|"
        "Rabie al awal|Rabia el awel|Rabia al awwal|Rabie el aoual"
    ),
    (
        "Rebiülahir|Rebiül ahir|Rabiul Akhir|Rabiulakhir|Rabi ul Akhir|Rabiul Tsani|Rabia ath thani|"
        "Rabie ethani|Rabia ethani|Rabie al thani"
    ),
    (
        "Cemaziyelevvel|Cemaziyülevvel|Jumadil Awal|Jumadil Ula|Jumadal Ula|Jumadilawal|Jamadilawal|"
        "Jamadil Awal|Djoumada el oula|Joumada al oula|Joumada al awal|Joumada el oula|Džumadel ula"
    ),
    (
        "Cemaziyelahir|Cemaziyülahir|Jumadil Akhir|Jumadal Akhirah|Jumadilakhir|Jamadilakhir|"
        "Jamadil Akhir|Jumadil Tsaniyah|Djoumada ethania|Joumada ath thania|Joumada al thania|"
        "Joumada ethania|Džumadel uhra"
    ),
    "Recep|Rejab|Redžeb|Radjab",
    "Şaban|Syaban|Sya ban|Syakban|Syaaban|Chaabane|Chaabân|Cha bane|Ša ban",
    "Ramazan|Ramadhan|Puasa",
    "Şevval|Syawal|Syawwal|Chawwal|Chaoual|Chawal|Ševval",
    (
        "Zilkade|Zulkaidah|Zulkaedah|Zulkadah|Dzulqa dah|Dzulqadah|Dzulkaidah|Zulqaidah|Zulqa dah|"
        "Zul ka de|Dhou al qi da|Dhou el kaada|Dhou al kaada|Dhoul qi da|Dou el kaada"
    ),
    (
        "Zilhicce|Zulhijah|Zulhijjah|Dzulhijjah|Dzulhijah|Zul hidže|Dhou al hijja|Dhou el hidja|"
        "Dhou el hijja|Dhoul hijja|Dou el hidja"
    ),
)
ERAS = {"hijri": "H|Hijriah|Hijriyah|Hicri|de l hégire|Hijri"}
